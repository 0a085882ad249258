import { describePeriod, filePeriods, tables, workspaceRules } from './periods'
import type { TableRule } from './rule'

const exportWords = (exported: TableRule['exported']) => {
  if (exported === true) return 'yes'
  return typeof exported === 'string'
    ? `No. ${exported}`
    : `yes, without ${exported.without.map((c) => `\`${c}\``).join(', ')}`
}

/** The tables of docs/data.md. `npx tsx local/commands/data-doc.ts` writes them, and a test compares. */
export function formatDataTables(): string {
  const ofWorkspaces = Object.entries(workspaceRules).map(
    ([name, { kept, exported, erased }]) =>
      `| \`${name}\` | ${describePeriod(kept)} | ${exportWords(exported)} | ${erased === true ? 'yes' : `No. ${erased}`} |`,
  )
  const others = Object.entries(tables)
    .filter(([name]) => !(name in workspaceRules))
    .map(([name, { kept }]) => `| \`${name}\` | ${describePeriod(kept)} |`)
  const files = filePeriods.map(({ what, days, how }) => `| ${what} | ${days} days | \`${how}\` |`)
  return [
    '## Tables of a workspace',
    '',
    '| table | kept | in the export | erased with the workspace |',
    '| --- | --- | --- | --- |',
    ...ofWorkspaces,
    '',
    '## Other tables',
    '',
    '| table | kept |',
    '| --- | --- |',
    ...others,
    '',
    '## Files',
    '',
    '| files | kept | job |',
    '| --- | --- | --- |',
    ...files,
    '',
  ].join('\n')
}
