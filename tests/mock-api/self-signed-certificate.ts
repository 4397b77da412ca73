/**
 * A key and a self-signed certificate for 127.0.0.1 and localhost, valid until 2120. The key is
 * public on purpose: it protects nothing, and no machine trusts the certificate. Tests check that
 * the app rejects it.
 */
export const selfSignedCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5tkiMZL/TI3W7abB
/e7XBTtdjy/yxOryA0pkRaGHBI2hRANCAAS95yJb+zLbN1IIkP6NSrfrw8ktgPv4
3L6ho13+do410epUpTM3/njEtuY1nUXSZbNkXJVWaYbYvBh+a7nLqrbZ
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBeDCCAR2gAwIBAgIUDsP01RgqmT59gLZM+hRUX0OmnTswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS95yJb+zLbN1IIkP6NSrfrw8ktgPv43L6ho13+do410epUpTM3/njE
tuY1nUXSZbNkXJVWaYbYvBh+a7nLqrbZo0swSTAaBgNVHREEEzARhwR/AAABggls
b2NhbGhvc3QwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUa+TgQNU4iweCHAn4ujGB
+VKFvMYwCgYIKoZIzj0EAwIDSQAwRgIhAJyfQN3fwtI0l3ZyfXwIx7hieR4w/qL5
XubCpVSAohjrAiEA8ZYsrwTXsrPtigrzNBmMnMHHSIKencxcksQPX02NTg0=
-----END CERTIFICATE-----
`,
};
