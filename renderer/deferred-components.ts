/**
 * The components that the first paint doesn't need, in one chunk. Import this file only with
 * `import()`, so that the chunk stays separate. The page loads it right after the first paint, or
 * earlier if something needs it. Separate chunks per component would load one after another, plus
 * one for each module that two of them share.
 */
export { default as ConnectionDialog } from './connection/ConnectionDialog.svelte';
export { default as ForgetDialog } from './history/ForgetDialog.svelte';
export { default as HistoryPanel } from './history/HistoryPanel.svelte';
export { default as KeyNotice } from './key/KeyNotice.svelte';
export { default as ProblemPanel } from './problems/ProblemPanel.svelte';
export { default as ProfileCard } from './profile/ProfileCard.svelte';
export { default as TicketDialog } from './profile/TicketDialog.svelte';
export { default as ProxySignInDialog } from './proxy/ProxySignInDialog.svelte';
export { default as IdQuestion } from './search/IdQuestion.svelte';
export { default as LinkQuestion } from './search/LinkQuestion.svelte';
export { default as Loading } from './search/Loading.svelte';
export { default as Samples } from './search/Samples.svelte';
export { default as SettingsDialog } from './settings/SettingsDialog.svelte';
export { default as ShortcutsDialog } from './shortcuts/ShortcutsDialog.svelte';
export { default as UpdateDialog } from './updates/UpdateDialog.svelte';
export { default as Welcome } from './onboarding/Welcome.svelte';
