/** Whether there is a key for the current server, and where it is kept. */
export type KeyStatus = 'stored' | 'this-session' | 'none';

/** Where to keep a key. `this-session` is the main process's memory, until the app quits. */
export type SecretLifetime = 'stored' | 'this-session';

/** `unchecked`: the server could not be reached or failed, so it did not say. */
export type KeyCheck = 'accepted' | 'unchecked';
