import type { Problem, ProblemKind, ResponseInfo } from '../../electron/contract/problem';
import { m } from '../messages/compiled/messages.js';
import { formatsLocale } from '../messages/locale.svelte';
import { toTheSecond } from '../ui/time';

/** A problem and the circumstances that IT needs to investigate it. */
export type ProblemOccurrence = {
  readonly problem: Problem;
  /** The user id of the lookup; null without one. */
  readonly id: string | null;
  /** The server's host with its name, if it has one, or the name of the sample data. */
  readonly server: string;
  readonly at: Date;
  /** The version of the app. */
  readonly version: string;
};

const labels = {
  id: m.field_id,
  server: m.settings_server,
  time: m.problem_time,
  status: m.problem_status,
  code: m.problem_code,
  cause: m.problem_cause,
  traceId: m.problem_trace,
  version: m.problem_version,
};

/** One line of the details. */
export type SupportDetail = {
  readonly name: keyof typeof labels;
  readonly label: string;
  readonly value: string;
};

/** A view of any problem in which all fields except the kind are optional. */
type Facts = { readonly kind: ProblemKind; readonly detail?: string } & Partial<ResponseInfo>;

/**
 * The details of a problem for the IT department. Contains no secret, and no personal data except
 * the user id.
 */
export function supportDetails({
  problem,
  id,
  server,
  at,
  version,
}: ProblemOccurrence): readonly SupportDetail[] {
  const { status, code, detail, traceId }: Facts = problem;
  const values: Readonly<Record<SupportDetail['name'], string | undefined>> = {
    id: id ?? undefined,
    server,
    time: toTheSecond(at, formatsLocale()),
    status: status?.toString(),
    code,
    cause: detail,
    traceId,
    version,
  };
  return (Object.keys(labels) as SupportDetail['name'][]).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [{ name, label: labels[name](), value }];
  });
}

/**
 * The details as text for an e-mail or a ticket.
 *
 * @param title the problem's headline
 */
export function supportText(title: string, details: readonly SupportDetail[]): string {
  return [
    title,
    ...details.map(({ label, value }) => m.problem_details_line({ label, value })),
  ].join('\n');
}
