/** What happened to the credits of an entry, as people filter the statement. */
export const statementKinds = ['spent', 'allowance', 'bought', 'granted', 'expired', 'refunded'] as const
export type StatementKind = (typeof statementKinds)[number]

export const statementKindLabels: Record<StatementKind, string> = {
  spent: 'Credits spent',
  allowance: 'Allowance',
  bought: 'Credits bought',
  granted: 'Granted or corrected',
  expired: 'Expired',
  refunded: 'Refunds and disputes',
}
