const server = { name: 'Production', baseUrl: 'https://api.example.com/v1' };

export const validPolicies: readonly unknown[] = [
  { managedBy: 'IT Service Desk, Example AG' },
  { $schema: './policy.schema.json', managedBy: 'IT', defaults: {}, locked: {} },
  {
    managedBy: 'x'.repeat(100),
    defaults: { baseUrl: server.baseUrl, photos: false, updates: false },
  },
  { managedBy: 'IT', locked: { baseUrl: 'http://localhost:8080/v1' } },
  {
    managedBy: 'IT',
    locked: {
      baseUrl: 'http://127.0.0.1/v1',
      environments: [{ name: 'Here', baseUrl: 'http://127.0.0.1/v1' }],
    },
  },
  { managedBy: 'IT', defaults: { environments: [server] }, locked: { environments: [server] } },
  {
    managedBy: 'IT',
    locked: { sampleData: false, export: false, verify: false, photos: true, updates: true },
  },
  { managedBy: 'IT', locked: { retention: {} } },
  {
    managedBy: 'IT',
    defaults: { retention: { answerDays: 0, entryDays: 3650, mostEntries: 0, keepsPinned: true } },
  },
  {
    managedBy: 'IT',
    locked: {
      environments: Array.from({ length: 20 }, (_, n) => ({
        name: `${n}`,
        baseUrl: `https://${n}.example/v1`,
      })),
    },
  },
];

/** Both the app and the JSON schema reject these. `places` are the paths that the app reports. */
export const invalidPolicies: readonly (readonly [policy: unknown, places: readonly string[]])[] = [
  [null, []],
  [[], ['managedBy']],
  ['text', []],
  [{}, ['managedBy']],
  [{ managedBy: '' }, ['managedBy']],
  [{ managedBy: 7 }, ['managedBy']],
  [{ managedBy: 'x'.repeat(101) }, ['managedBy']],
  [{ managedBy: 'IT', lokced: {} }, ['lokced']],
  [{ managdBy: 'IT' }, ['managedBy', 'managdBy']],
  [{ managedBy: 'IT', locked: { exprot: false } }, ['locked.exprot']],
  [{ managedBy: 'IT', locked: { export: 'false' } }, ['locked.export']],
  [{ managedBy: 'IT', locked: null }, ['locked']],
  [{ managedBy: 'IT', defaults: { export: false } }, ['defaults.export']],
  [{ managedBy: 'IT', defaults: { verify: false } }, ['defaults.verify']],
  [{ managedBy: 'IT', defaults: { sampleData: false } }, ['defaults.sampleData']],
  [{ managedBy: 'IT', locked: { baseUrl: 'http://api.example.com/v1' } }, ['locked.baseUrl']],
  [{ managedBy: 'IT', locked: { baseUrl: 'api.example.com' } }, ['locked.baseUrl']],
  [{ managedBy: 'IT', locked: { environments: [] } }, ['locked.environments']],
  [
    { managedBy: 'IT', locked: { environments: [{ name: 'Test' }] } },
    ['locked.environments.0.baseUrl'],
  ],
  [
    { managedBy: 'IT', locked: { environments: [{ ...server, color: 'red' }] } },
    ['locked.environments.0.color'],
  ],
  [
    { managedBy: 'IT', locked: { environments: [{ ...server, name: '' }] } },
    ['locked.environments.0.name'],
  ],
  [
    {
      managedBy: 'IT',
      locked: {
        environments: Array.from({ length: 21 }, (_, n) => ({
          name: `${n}`,
          baseUrl: `https://${n}.example`,
        })),
      },
    },
    ['locked.environments'],
  ],
  [{ managedBy: 'IT', locked: { retention: { days: 7 } } }, ['locked.retention.days']],
  [{ managedBy: 'IT', locked: { retention: { entryDays: -1 } } }, ['locked.retention.entryDays']],
  [{ managedBy: 'IT', locked: { retention: { entryDays: 1.5 } } }, ['locked.retention.entryDays']],
  [
    { managedBy: 'IT', locked: { retention: { answerDays: 3651 } } },
    ['locked.retention.answerDays'],
  ],
  [
    { managedBy: 'IT', locked: { retention: { mostEntries: 100_001 } } },
    ['locked.retention.mostEntries'],
  ],
];
