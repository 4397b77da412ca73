import type { LookUp } from '../../electron/contract/look-up';

/** Whether an answer is about the account that was asked for. The case of an e-mail address makes no other account. */
export function answersQuestion({ id, email, user: { fields } }: LookUp): boolean {
  if (email === undefined) return fields.id.state === 'set' && fields.id.value === id;
  return fields.email.state === 'set' && folded(String(fields.email.value)) === folded(email);
}

const folded = (email: string) => email.trim().toLowerCase();
