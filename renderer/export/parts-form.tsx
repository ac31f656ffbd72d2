/** Versions, sets and the kinds of stems. */
import { useEffect, useState } from 'react';
import { type DeliverySet, type StemOptions, VERSIONS } from '../../audio-engine/protocol/index.ts';
import { exportWords as words } from '../../audio-engine/words/index.ts';
import { Segmented } from '../controls/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';
import { Chip, Tick } from './chip.tsx';
import type { ExportFormState } from './settings.ts';

export function VersionsForm({ form }: { form: ExportFormState }) {
  return (
    <fieldset className="export-chips" aria-label={words.versions}>
      {VERSIONS.map((version) => (
        <Chip
          key={version}
          label={words.version[version]}
          help={words.versionHelp[version]}
          isOn={form.settings.versions.includes(version)}
          onChange={() => form.toggleVersion(version)}
        >
          {words.version[version]}
        </Chip>
      ))}
    </fieldset>
  );
}

export function SetsForm({ form }: { form: ExportFormState }) {
  const [sets, setSets] = useState<readonly DeliverySet[]>([]);
  useEffect(() => {
    studio()
      .invoke('delivery.sets', {})
      .then(
        (answer) => setSets(answer.sets),
        (error: unknown) => showFailure(failureFrom(error)),
      );
  }, []);
  return (
    <div className="ticks">
      {sets.map((set) => (
        <Tick
          key={set.name}
          label={set.name}
          help={`${set.purpose} ${set.source} (${set.asOf}).`}
          isOn={form.settings.sets.includes(set.name)}
          onChange={() => form.toggleSet(set.name)}
        />
      ))}
    </div>
  );
}

export function StemsForm({ form }: { form: ExportFormState }) {
  const { stems } = form.settings;
  return (
    <div className="stems-form">
      <Segmented<StemOptions['by']>
        size="small"
        label={words.stemsBy}
        value={stems.by}
        options={[
          { value: 'tracks', title: words.byTracks },
          { value: 'groups', title: words.byGroups },
        ]}
        help={words.stemsByHelp}
        onChange={form.setStemsBy}
      />
      <Segmented<StemOptions['returns']>
        size="small"
        label={words.returns}
        value={stems.returns}
        options={[
          { value: 'own', title: words.returnsOwn },
          { value: 'inside', title: words.returnsInside },
          { value: 'none', title: words.returnsNone },
        ]}
        help={words.returnsHelp}
        onChange={form.setStemsReturns}
      />
      <Segmented<StemOptions['chain']>
        size="small"
        label={words.chain}
        value={stems.chain}
        options={[
          { value: 'before', title: words.chainBefore },
          { value: 'through', title: words.chainThrough },
        ]}
        help={words.chainHelp}
        onChange={form.setStemsChain}
      />
    </div>
  );
}
