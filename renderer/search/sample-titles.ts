import type { SampleUserKind } from '../../electron/contract/sample-data';
import { m } from '../messages/compiled/messages.js';

const titles: Readonly<Record<SampleUserKind, () => string>> = {
  active: m.sample_active,
  inactive: m.sample_inactive,
  'never-verified': m.sample_never_verified,
  'never-logged-in': m.sample_never_logged_in,
  'all-null': m.sample_all_null,
  'extra-field': m.sample_extra_field,
  'missing-field': m.sample_missing_field,
  'wrong-type': m.sample_wrong_type,
  'long-values': m.sample_long_values,
  'non-latin': m.sample_non_latin,
  'right-to-left': m.sample_right_to_left,
  contradictions: m.sample_contradictions,
  spaces: m.sample_spaces,
};

/** What a sample user demonstrates, in the screen's language. */
export function sampleUserTitle(kind: SampleUserKind): string {
  return titles[kind]();
}
