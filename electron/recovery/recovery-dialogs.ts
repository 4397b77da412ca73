import { app, dialog, type BrowserWindow } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';

/** What is asked when the page can't: native boxes, in the app's language. */
export interface RecoveryDialogs {
  /** @param because what the person has noticed: the page is lost again and again, or the app itself is in trouble */
  restartOrQuit(because: 'page' | 'app', window: BrowserWindow | null): Promise<'restart' | 'quit'>;
  /** @param signal takes the question back */
  waitOrReload(window: BrowserWindow, signal: AbortSignal): Promise<'wait' | 'reload'>;
}

export function createRecoveryDialogs(localeNow: () => Locale): RecoveryDialogs {
  async function ask<A extends string>(
    window: BrowserWindow | null,
    words: { readonly message: string; readonly detail: string },
    answers: readonly (readonly [A, string])[],
    byDefault: A,
    signal?: AbortSignal,
  ): Promise<A> {
    const index = answers.findIndex(([answer]) => answer === byDefault);
    const box: Electron.MessageBoxOptions = {
      type: 'warning',
      title: app.name,
      ...words,
      buttons: answers.map(([, label]) => label),
      defaultId: index,
      cancelId: index,
      noLink: true,
      ...(signal !== undefined && { signal }),
    };
    const hasWindow = window !== null && !window.isDestroyed();
    const { response } = await (hasWindow
      ? dialog.showMessageBox(window, box)
      : dialog.showMessageBox(box));
    return answers[response]?.[0] ?? byDefault;
  }

  return {
    restartOrQuit(because, window) {
      const inApp = { app: app.name };
      const options = { locale: localeNow() };
      const words =
        because === 'page'
          ? { message: m.crash_page_title({}, options), detail: m.crash_page_text(inApp, options) }
          : { message: m.crash_app_title(inApp, options), detail: m.crash_app_text({}, options) };
      const answers = [
        ['restart', m.crash_restart({}, options)],
        ['quit', m.crash_quit({}, options)],
      ] as const;
      return ask(window, words, answers, 'restart');
    },
    waitOrReload(window, signal) {
      const options = { locale: localeNow() };
      const words = { message: m.hang_title({}, options), detail: m.hang_text({}, options) };
      const answers = [
        ['wait', m.hang_wait({}, options)],
        ['reload', m.hang_reload({}, options)],
      ] as const;
      return ask(window, words, answers, 'wait', signal);
    },
  };
}
