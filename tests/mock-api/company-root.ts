/** The name for which `companyServer` has its certificate. No name server knows it: only a proxy of a test does. */
export const companyHost = 'api.inspector.test';

/**
 * A root certificate as a company has its own, valid until 2120. Its key is gone: it signed the certificate below and nothing else.
 */
export const companyRoot = `-----BEGIN CERTIFICATE-----
MIIBkjCCATigAwIBAgIUe+v1BMDB0WxXZfrEmS1ACyMV1A0wCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbQWNjb3VudCBJbnNwZWN0b3IgdGVzdCByb290MCAXDTIwMDEw
MTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAmMSQwIgYDVQQDDBtBY2NvdW50IElu
c3BlY3RvciB0ZXN0IHJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAART5Cti
7MHY+VvBqNwW2p4yaaO/0YlwI6e8tssZmX1fHJBrD3rTU64ywos8FInNeyA05sEy
BsRa6UNKfWvg43V8o0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIB
BjAdBgNVHQ4EFgQUZWzmpxaXSRqwTaAAPmTCNjvtgOUwCgYIKoZIzj0EAwIDSAAw
RQIhAJkhtTfCsWpCAuQIPDm/TTMuwxEeajN1gGqT07x9ljPgAiAHYAXv55P69H55
4FG8MXyhPlvMpKeodU0avNOPmsmS+A==
-----END CERTIFICATE-----
`;

/**
 * A key and a certificate for `companyHost`, 127.0.0.1 and localhost, signed by that root. Both are public on purpose: they
 * protect nothing, and no machine trusts them, unless a test makes one.
 */
export const companyServer = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPc23Qz2TiiPhcS5J
A5tttbW9CW48Wcc7NCUtP8rG/fmhRANCAAT54mk5zuDEPocdzfYpTxE4iRs24UFJ
RAWmPONW4k0b4TV8NsoBjVOemUGqCEr3cEs1zL+2fl5kn/oYk4XJrkBj
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIB7jCCAZSgAwIBAgIUGWtwsD5dvM+dmjq5tvmk0EYHZ6IwCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbQWNjb3VudCBJbnNwZWN0b3IgdGVzdCByb290MCAXDTIwMDEw
MTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAdMRswGQYDVQQDDBJhcGkuaW5zcGVj
dG9yLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT54mk5zuDEPocdzfYp
TxE4iRs24UFJRAWmPONW4k0b4TV8NsoBjVOemUGqCEr3cEs1zL+2fl5kn/oYk4XJ
rkBjo4GmMIGjMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQM
MAoGCCsGAQUFBwMBMC4GA1UdEQQnMCWCEmFwaS5pbnNwZWN0b3IudGVzdIIJbG9j
YWxob3N0hwR/AAABMB0GA1UdDgQWBBT1BSsk5Z9mJre4qtp8O7GP7Hzg7TAfBgNV
HSMEGDAWgBRlbOanFpdJGrBNoAA+ZMI2O+2A5TAKBggqhkjOPQQDAgNIADBFAiEA
zd/Ab32jiT9mNWYX7+LRx2wS/EvM3qUzE/DSjdXVI9gCIFMBHlWVJTH2MKLUxRzZ
gcpvBKLCn7g8tUBwLoGVkOQ6
-----END CERTIFICATE-----
`,
};
