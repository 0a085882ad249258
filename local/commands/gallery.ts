import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SCREENS: Record<string, string> = {
  billing: 'Billing page',
  menu: 'Profile menu',
  dashboard: 'Dashboard',
  help: 'Help about credits',
  'report-cost': 'Cost of a report, before the click',
  'nothing-matches': 'Statement without results',
}

/** `docs/screens/README.md`: every picture of the folder by screen and state, so that all states can be seen on one page. */
export function galleryPage(files: readonly string[]): string {
  const states = new Set(files.flatMap((file) => /^(.+)-\d+-(?:light|dark)\.webp$/.exec(file)?.[1] ?? []))
  const sections = Object.entries(SCREENS).flatMap(([screen, title]) => {
    const shown = [...states].filter((name) => name === screen || name.startsWith(`${screen}-`)).sort()
    for (const name of shown) states.delete(name)
    return shown.length > 0 ? [section(title, screen, shown, files)] : []
  })
  const others = [...states].sort().map((name) => section(name, name, [name], files))
  const head =
    '# Screens\n\nEvery state of the billing screens, in both themes and at two widths. `npm run screens` takes the pictures and\nwrites this page.\n'
  return [head, ...sections, ...others].join('\n')
}

export function writeGallery(folder: string): void {
  writeFileSync(join(folder, 'README.md'), galleryPage(readdirSync(folder)))
}

function section(title: string, screen: string, names: string[], files: readonly string[]): string {
  const rows = names.map((name) => {
    const state = name === screen ? 'as it is' : name.slice(screen.length + 1)
    const links = files
      .filter(
        (file) => file.startsWith(`${name}-`) && /^\d+-(light|dark)\.webp$/.test(file.slice(name.length + 1)),
      )
      .sort()
      .map((file) => `[${file.slice(name.length + 1, -'.webp'.length).replace('-', ' px, ')}](${file})`)
    return `| ${state} | ![${title}: ${state}](${name}-390-light.webp) | ${links.join('<br>')} |`
  })
  return `## ${title}\n\n| state | at 390 px | pictures |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}
