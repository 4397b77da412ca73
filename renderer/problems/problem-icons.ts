import type { LucideIcon } from '@lucide/svelte';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import FileQuestionMark from '@lucide/svelte/icons/file-question-mark';
import FileX from '@lucide/svelte/icons/file-x';
import Hourglass from '@lucide/svelte/icons/hourglass';
import KeyRound from '@lucide/svelte/icons/key-round';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import Lock from '@lucide/svelte/icons/lock';
import Route from '@lucide/svelte/icons/route';
import SearchX from '@lucide/svelte/icons/search-x';
import Server from '@lucide/svelte/icons/server';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import WifiOff from '@lucide/svelte/icons/wifi-off';
import type { ProblemKind } from '../../electron/contract/problem';

/** The icon of each problem. It shows the subject, such as the key or the network. */
export const problemIcons: Readonly<Record<ProblemKind, LucideIcon>> = {
  'no-key': KeyRound,
  'key-empty': KeyRound,
  'key-with-line-break': KeyRound,
  'key-not-ascii': KeyRound,
  'key-in-search': KeyRound,
  'key-refused': KeyRound,
  'not-permitted': Lock,
  'not-found': SearchX,
  removed: SearchX,
  'wrong-address': Server,
  'no-search-by-email': SearchX,
  'invalid-id': SearchX,
  'too-many-requests': Hourglass,
  'server-trouble': Server,
  'unexpected-status': Server,
  'time-out': Hourglass,
  'no-connection': WifiOff,
  interrupted: WifiOff,
  'unknown-host': WifiOff,
  certificate: ShieldAlert,
  'client-certificate': ShieldAlert,
  'no-encryption': ShieldAlert,
  'empty-answer': FileQuestionMark,
  'proxy-password-needed': KeyRound,
  'proxy-failed': Route,
  'redirect-refused': ShieldAlert,
  'not-json': FileQuestionMark,
  'unexpected-answer': FileQuestionMark,
  'answer-too-large': FileQuestionMark,
  'keychain-missing': Lock,
  'keychain-locked': Lock,
  'keychain-failed': Lock,
  'keychain-garbled': Lock,
  'not-in-history': SearchX,
  'file-not-written': FileX,
  'update-feed-unusable': FileQuestionMark,
  'update-damaged': FileX,
  'update-not-signed': ShieldAlert,
  'update-not-saved': FileX,
  'update-not-installed': Lock,
  cancelled: CircleStop,
  refused: ShieldAlert,
  internal: LifeBuoy,
};
