/** Whether there is an API key for the current server, and where (see `SecretLifetime`). */
export type KeyStatus = 'stored' | 'this-session' | 'none';

/**
 * Where to keep an API key or a proxy's password. `stored`: in the system's keychain.
 * `this-session`: in the main process's memory until the app quits.
 */
export type SecretLifetime = 'stored' | 'this-session';

/** `unchecked`: the server could not be reached or failed, so the key may still be valid. */
export type KeyCheck = 'accepted' | 'unchecked';
