import type { Locale } from '../../electron/contract/locale';

/** The settings in the gallery's header. */
export type SectionProps = { readonly language: Locale; readonly isPrivate: boolean };
