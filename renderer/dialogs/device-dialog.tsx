/** Where the sound goes: the devices there are, the size of a block, and what is wrong when something is. */
import { useEffect, useState } from 'react';
import type { InvokeAnswer } from '../../audio-engine/protocol/index.ts';
import { dialogWords } from '../../audio-engine/words/views.ts';
import { Button, Dialog, Select } from '../controls/index.ts';
import { failureFrom, showFailure, studio, useStatus } from '../state/index.ts';

const BLOCKS = ['64', '128', '256', '512', '1024'] as const;
const AUTOMATIC = '';

export function DeviceDialog({ onClose }: { onClose: () => void }) {
  const device = useStatus((s) => s.engine?.device);
  const [devices, setDevices] = useState<InvokeAnswer<'engine.devices'>['devices'] | null>(null);
  const [name, setName] = useState(device?.kind === 'naudiodon' ? device.name : AUTOMATIC);
  const [block, setBlock] = useState<string>(String(device?.blockFrames ?? 256));
  useEffect(() => {
    studio()
      .invoke('engine.devices', {})
      .then(({ devices: found }) => setDevices(found))
      .catch((error: unknown) => {
        showFailure(failureFrom(error));
        setDevices([]);
      });
  }, []);
  const use = () => {
    onClose();
    studio()
      .invoke('engine.useDevice', { name: name === AUTOMATIC ? null : name, blockFrames: Number(block) })
      .catch((error: unknown) => showFailure(failureFrom(error)));
  };
  const outputs = (devices ?? []).filter((d) => d.outputs > 0);
  const blocks = BLOCKS.includes(block as (typeof BLOCKS)[number]) ? [...BLOCKS] : [...BLOCKS, block];
  const rate = device?.sampleRate ?? 48_000;
  return (
    <Dialog
      isOpen
      width={460}
      title={dialogWords.deviceTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{dialogWords.cancel}</Button>
          <Button kind="primary" onPress={use}>
            {dialogWords.useDevice}
          </Button>
        </>
      }
    >
      <div className="dialog-stack">
        {device?.notice && <p className="dialog-notice">{device.notice}</p>}
        <Select
          showLabel
          className="dialog-select"
          label={dialogWords.output}
          value={name}
          onChange={setName}
          options={[
            { value: AUTOMATIC, title: dialogWords.automatic },
            ...outputs.map((d) => ({ value: d.name, title: `${d.name} · ${d.hostApi}` })),
          ]}
        />
        <Select
          showLabel
          className="dialog-select"
          label={dialogWords.block}
          value={block}
          onChange={setBlock}
          options={blocks.map((value) => ({ value, title: dialogWords.blockSize(Number(value), rate) }))}
        />
        <p className="dialog-text">
          {devices === null
            ? dialogWords.reading
            : outputs.length === 0
              ? dialogWords.noDevices
              : dialogWords.blockText}
        </p>
      </div>
    </Dialog>
  );
}
