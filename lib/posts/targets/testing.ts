/** For tests alone: a server on this machine with TLS. Nobody trusts this certificate but those who are told to. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIULzhN91RFaN7JiJaKbs745+Il9KwwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDE5MzcyMloYDzIxMjYxMDMx
MTkzNzIyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATNUGUMFggomn1MgrwUbjDK/luhxo82lkUmkcxhZQggkUtVRsUoZEh0
IbLZEO18+Lmv6P5lSeRj2ppj6hh7s8ojo2kwZzAdBgNVHQ4EFgQUBOSppUUzUsSi
uc+9G41XKOWdZZYwHwYDVR0jBBgwFoAUBOSppUUzUsSiuc+9G41XKOWdZZYwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAKINryWOo2hAu446FaaY/MmPQGsbVtghClBjMhMXCGNpAiEAvFOMAvrw
X2Ji/EjffHMshCeumsCiq8m4LwAIABOBOk8=
-----END CERTIFICATE-----`

export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWjse2lz5MfENK6lv
qlbAS8rejgIPBc9D89zR296L6k+hRANCAATNUGUMFggomn1MgrwUbjDK/luhxo82
lkUmkcxhZQggkUtVRsUoZEh0IbLZEO18+Lmv6P5lSeRj2ppj6hh7s8oj
-----END PRIVATE KEY-----`
