type Choice = { id: string; subject: string; used: { fields: string[] } }

/** The template that shows the most of these details; the first of equals, null if none shows any. */
export function templateFor<T extends Choice>(
  details: Record<string, string>,
  templates: readonly T[],
): T | null {
  const shownBy = ({ used }: T) => used.fields.filter((name) => name in details).length
  const most = Math.max(0, ...templates.map(shownBy))
  return most === 0 ? null : (templates.find((template) => shownBy(template) === most) ?? null)
}
