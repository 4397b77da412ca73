import { createContext } from 'svelte';
import type { SampleId } from '../../electron/contract/sample-data';

/** The ids that the sample data knows, for the list of examples. */
export class SampleIds {
  all = $state.raw<readonly SampleId[]>([]);

  async read(): Promise<void> {
    const ids = await window.inspector.sampleData.list();
    if (ids.ok) this.all = ids.value;
  }
}

export const [getSampleIds, setSampleIds] = createContext<SampleIds>();
