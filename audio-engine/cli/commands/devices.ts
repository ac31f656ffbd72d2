/** Lists the audio devices the engine finds. */
import { cliWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { EngineClient } from '../engine-client.ts';

export const command: CliCommand = {
  name: 'devices',
  positionals: [],
  options: {},
  async run(context) {
    const engine = await EngineClient.start(context.io.env);
    try {
      const notices = new Set<string>();
      engine.listen((message) => {
        if (message.type === 'status') for (const notice of message.status.notices) notices.add(notice);
      });
      const devices = await engine.devices();
      // Why there are none: a driver that is missing, or a library that was not built.
      if (devices.length === 0) for (const notice of notices) context.notice(notice);
      context.answer(devices, () =>
        devices.length === 0
          ? [cliWords.noDevices]
          : devices.map((d) => cliWords.device(d.name, d.hostApi, d.outputs, d.inputs, d.defaultSampleRate)),
      );
    } finally {
      await engine.stop();
    }
  },
};
