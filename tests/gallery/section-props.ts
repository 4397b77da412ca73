import type { Locale } from '../../electron/contract/locale';

/** What the header of the gallery sets. */
export type SectionProps = { readonly language: Locale; readonly isPrivate: boolean };
