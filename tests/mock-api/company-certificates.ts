/**
 * The host name in `companyServerCertificate`. DNS doesn't know it: only a test's proxy resolves
 * it.
 */
export const companyHost = 'api.inspector.test';

/**
 * A company's root certificate, valid until 2120. Its private key is deleted: it signed the
 * certificates in this file and nothing else.
 */
export const companyRoot = `-----BEGIN CERTIFICATE-----
MIIBkjCCATigAwIBAgIUMu6rzl6b3YzqrEbPT25pItRBZAkwCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbQWNjb3VudCBJbnNwZWN0b3IgdGVzdCByb290MCAXDTIwMDEw
MTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAmMSQwIgYDVQQDDBtBY2NvdW50IElu
c3BlY3RvciB0ZXN0IHJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARV9Jau
NFvXmmdwDkjT4tGKeBJYr9pCV9Z3sNO73htrTOC8et7owrxHk/QTi+eD9cLacFzJ
b7+AylcEH9SygdHzo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIB
BjAdBgNVHQ4EFgQURz7wbKxKrU4tA4SH+R/SxFhnOXYwCgYIKoZIzj0EAwIDSAAw
RQIgNqgctYFbSiJy4AT+Aatzhk7zsU9AteS8VKPh/qSRyw8CIQDmqBmg/sWk11j6
8D3nwMei86wu1ud06hNeyMpte7wJVQ==
-----END CERTIFICATE-----
`;

/**
 * The private key of all server certificates in this file. It is public on purpose: it protects
 * nothing, and no machine trusts the root outside a test.
 */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgn4YASNBZd9HMT2N8
rP7WFE+va3cHT2HGHzRr/p5bQDKhRANCAAR5Qh6eslzyGGUXxA50/ohQ4bmwrR7d
OCBaYn7qXutYDiO/fQWQSzhrVWcBaN4ZKCEtOsMKVwFAr4F77Nu7MOux
-----END PRIVATE KEY-----
`;

/** Valid for `companyHost`, 127.0.0.1 and localhost, and signed by `companyRoot`. */
export const companyServerCertificate = {
  key,
  cert: `-----BEGIN CERTIFICATE-----
MIIB7zCCAZSgAwIBAgIUf+jjo3IDt93HobFf/zz0c+DQuaYwCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbQWNjb3VudCBJbnNwZWN0b3IgdGVzdCByb290MCAXDTIwMDEw
MTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAdMRswGQYDVQQDDBJhcGkuaW5zcGVj
dG9yLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR5Qh6eslzyGGUXxA50
/ohQ4bmwrR7dOCBaYn7qXutYDiO/fQWQSzhrVWcBaN4ZKCEtOsMKVwFAr4F77Nu7
MOuxo4GmMIGjMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQM
MAoGCCsGAQUFBwMBMC4GA1UdEQQnMCWCEmFwaS5pbnNwZWN0b3IudGVzdIIJbG9j
YWxob3N0hwR/AAABMB0GA1UdDgQWBBRMRWGTj7TXUTnlhhH14jSkxp20rjAfBgNV
HSMEGDAWgBRHPvBsrEqtTi0DhIf5H9LEWGc5djAKBggqhkjOPQQDAgNJADBGAiEA
uVfSZhSdH40HdBznAMNOtVsOZiagSUpmWL8AMOmw8H0CIQDwwAaJLfqZg5U5URvv
MfyKGMu7OpDl8D7vrOwvwxA8PA==
-----END CERTIFICATE-----
`,
};

/** For `companyHost`, 127.0.0.1 and localhost, signed by `companyRoot`, and expired in 2020. */
export const companyExpiredCertificate = {
  key,
  cert: `-----BEGIN CERTIFICATE-----
MIIB7TCCAZKgAwIBAgIUFWKMvMp3LuJTlAF0R7iEuby/iWkwCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbQWNjb3VudCBJbnNwZWN0b3IgdGVzdCByb290MB4XDTIwMDEw
MTAwMDAwMFoXDTIwMDIwMTAwMDAwMFowHTEbMBkGA1UEAwwSYXBpLmluc3BlY3Rv
ci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeUIenrJc8hhlF8QOdP6I
UOG5sK0e3TggWmJ+6l7rWA4jv30FkEs4a1VnAWjeGSghLTrDClcBQK+Be+zbuzDr
saOBpjCBozAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDATBgNVHSUEDDAK
BggrBgEFBQcDATAuBgNVHREEJzAlghJhcGkuaW5zcGVjdG9yLnRlc3SCCWxvY2Fs
aG9zdIcEfwAAATAdBgNVHQ4EFgQUTEVhk4+011E55YYR9eI0pMadtK4wHwYDVR0j
BBgwFoAURz7wbKxKrU4tA4SH+R/SxFhnOXYwCgYIKoZIzj0EAwIDSQAwRgIhAIsV
BnSY0W17kStevtvwHaoJQCfYjgJFtU4HQq4vEBMAAiEA8iZNszLP+Vp7KUC1I9vp
dEOpQLDH3rOEGZMco/R8ydI=
-----END CERTIFICATE-----
`,
};

/** For another.example alone, signed by `companyRoot`. */
export const companyOtherHostCertificate = {
  key,
  cert: `-----BEGIN CERTIFICATE-----
MIIB1jCCAX2gAwIBAgIUH11oN7vVbEol24UV3vl5iymkOgUwCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbQWNjb3VudCBJbnNwZWN0b3IgdGVzdCByb290MCAXDTIwMDEw
MTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAaMRgwFgYDVQQDDA9hbm90aGVyLmV4
YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR5Qh6eslzyGGUXxA50/ohQ
4bmwrR7dOCBaYn7qXutYDiO/fQWQSzhrVWcBaN4ZKCEtOsMKVwFAr4F77Nu7MOux
o4GSMIGPMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoG
CCsGAQUFBwMBMBoGA1UdEQQTMBGCD2Fub3RoZXIuZXhhbXBsZTAdBgNVHQ4EFgQU
TEVhk4+011E55YYR9eI0pMadtK4wHwYDVR0jBBgwFoAURz7wbKxKrU4tA4SH+R/S
xFhnOXYwCgYIKoZIzj0EAwIDRwAwRAIgadmXYsUBALLCMNVfztTFlikTx/o/Cz3R
iVH7OnQeYsQCIAegxEsnAcy5OSSIEwdU4oJQRzjuAqCEPeQf4TC3Py3H
-----END CERTIFICATE-----
`,
};
