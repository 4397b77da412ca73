/**
 * A key and a self-signed certificate for 127.0.0.1 and localhost, valid until 2120. Both are public on purpose: they
 * protect nothing, and no machine trusts them. The server in mock-api.ts shows them to be turned down.
 */
export const selfSigned = {
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

/** The same key, with a certificate that ended in 2020. */
export const expired = {
  key: selfSigned.key,
  cert: `-----BEGIN CERTIFICATE-----
MIIBYjCCAQigAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMjAxMDAwMDAwWjAUMRIwEAYDVQQDDAls
b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS95yJb+zLbN1IIkP6N
Srfrw8ktgPv43L6ho13+do410epUpTM3/njEtuY1nUXSZbNkXJVWaYbYvBh+a7nL
qrbZo0swSTAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwDAYDVR0TAQH/BAIw
ADAdBgNVHQ4EFgQUa+TgQNU4iweCHAn4ujGB+VKFvMYwCgYIKoZIzj0EAwIDSAAw
RQIhAMVSbnA3RVg2vzAW7w18d9EGAJgdZ9ToXv/Ms9F8OVBbAiBBqrKmtfvPHJZJ
+lW1eHjPsyuT23dCrkuzv/5QFSDqAg==
-----END CERTIFICATE-----
`,
};

/** The same key, with a certificate for another.example. */
export const ofAnotherHost = {
  key: selfSigned.key,
  cert: `-----BEGIN CERTIFICATE-----
MIIBYzCCAQqgAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABL3nIlv7Mts3UgiQ
/o1Kt+vDyS2A+/jcvqGjXf52jjXR6lSlMzf+eMS25jWdRdJls2RclVZphti8GH5r
ucuqttmjSzBJMBoGA1UdEQQTMBGCD2Fub3RoZXIuZXhhbXBsZTAMBgNVHRMBAf8E
AjAAMB0GA1UdDgQWBBRr5OBA1TiLB4IcCfi6MYH5UoW8xjAKBggqhkjOPQQDAgNH
ADBEAiBs/9B4WJ1fZPIpnS9KVcdsQMWkVdYyh9JtHlLclwRHOAIgKl4DjfCwC4xh
XeUzFV2xOBqBZlfiN6FMQpsCROtYt2k=
-----END CERTIFICATE-----
`,
};
