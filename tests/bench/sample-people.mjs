import { createHash } from 'node:crypto';

const firstNames =
  'Mara Jonas Priya Ana Łukasz Zoë José Anna Peter Maria Élodie Jürgen Søren Aiko Wei Olu Nia Tom'.split(
    ' ',
  );
const syllables = 'ba ko vac ler mi san der ro tan gu schi fel now ski ja per son wal ter li'.split(
  ' ',
);

/**
 * Generates a typical answer. The same number always gives the same person.
 *
 * @param {number} number
 */
export function personOf(number) {
  const hash = createHash('sha256').update(String(number)).digest();
  const first = pick(firstNames, hash, 0);
  const last = [1, 2, 3].map((index) => pick(syllables, hash, index)).join('');
  const email = `${first}.${last}${number}@example.com`.toLowerCase();
  return {
    id: `usr_${hash.toString('hex', 0, 16)}`,
    email,
    username: email,
    full_name: `${first} ${last}`,
    first_name: first,
    last_name: last,
    birthday: '1988-04-17',
    profile_image: `https://images.example.com/avatars/${number}.webp`,
    timezone: 'Europe/Zurich',
    country_id: 'country_5d1c7e90b2aa4f36',
    post_code: '8004',
    gender: 'female',
    is_active: number % 7 !== 0,
    last_verified: '2025-11-15T10:30:00Z',
    last_login: '2025-11-15T10:30:00Z',
    created_at: '2025-11-15T10:30:00Z',
    updated_at: '2025-11-15T10:30:00Z',
    current_organization_id: `org_${hash.readUInt8(4) % 50}`,
  };
}

/**
 * @param {string[]} values
 * @param {Buffer} hash
 * @param {number} byte
 */
function pick(values, hash, byte) {
  return values[hash.readUInt8(byte) % values.length] ?? '';
}
