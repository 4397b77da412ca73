import { app, dialog, type BrowserWindow } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';

/** Native dialogs, in the app's language, for when the renderer can't show any. */
export interface RecoveryDialogs {
  /** @param failed `page`: the renderer crashes repeatedly; `app`: an error in the main process */
  restartOrQuit(failed: 'page' | 'app', window: BrowserWindow | null): Promise<'restart' | 'quit'>;
  /** @param signal closes the dialog; the result is then `wait` */
  waitOrReload(window: BrowserWindow, signal: AbortSignal): Promise<'wait' | 'reload'>;
}

export function createRecoveryDialogs(currentLocale: () => Locale): RecoveryDialogs {
  async function ask<A extends string>(
    window: BrowserWindow | null,
    text: { readonly message: string; readonly detail: string },
    answers: readonly (readonly [A, string])[],
    defaultAnswer: A,
    signal?: AbortSignal,
  ): Promise<A> {
    const index = answers.findIndex(([answer]) => answer === defaultAnswer);
    const options: Electron.MessageBoxOptions = {
      type: 'warning',
      title: app.name,
      ...text,
      buttons: answers.map(([, label]) => label),
      defaultId: index,
      cancelId: index,
      noLink: true,
      ...(signal !== undefined && { signal }),
    };
    const hasWindow = window !== null && !window.isDestroyed();
    const { response } = await (hasWindow
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options));
    return answers[response]?.[0] ?? defaultAnswer;
  }

  return {
    restartOrQuit(failed, window) {
      const inApp = { app: app.name };
      const options = { locale: currentLocale() };
      const text =
        failed === 'page'
          ? { message: m.crash_page_title({}, options), detail: m.crash_page_text(inApp, options) }
          : { message: m.crash_app_title(inApp, options), detail: m.crash_app_text({}, options) };
      const answers = [
        ['restart', m.crash_restart({}, options)],
        ['quit', m.crash_quit({}, options)],
      ] as const;
      return ask(window, text, answers, 'restart');
    },
    waitOrReload(window, signal) {
      const options = { locale: currentLocale() };
      const text = { message: m.hang_title({}, options), detail: m.hang_text({}, options) };
      const answers = [
        ['wait', m.hang_wait({}, options)],
        ['reload', m.hang_reload({}, options)],
      ] as const;
      return ask(window, text, answers, 'wait', signal);
    },
  };
}
