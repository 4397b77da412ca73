/** The parts of the page that nobody sees before the first lookup: they are loaded when the search box stands there. */
export const profileCard = () => import('./profile/ProfileCard.svelte');
export const ticketDialog = () => import('./profile/TicketDialog.svelte');
export const settingsDialog = () => import('./settings/SettingsDialog.svelte');
export const shortcutsDialog = () => import('./shortcuts/ShortcutsDialog.svelte');
export const menu = () => import('./ui/Menu.svelte');
export const historyDialog = () => import('./history/HistoryDialog.svelte');
export const forgetDialog = () => import('./history/ForgetDialog.svelte');

/** Loads them ahead, so that the first lookup doesn't wait for its card. */
export async function load(): Promise<void> {
  await Promise.all([
    profileCard(),
    ticketDialog(),
    settingsDialog(),
    shortcutsDialog(),
    menu(),
    historyDialog(),
    forgetDialog(),
  ]);
}
