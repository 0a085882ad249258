import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { Button } from './button'

const ROOT = join(import.meta.dirname, '../../..')
const BUTTONS = ['button', 'Button', 'SubmitButton', 'FocusableButton', 'ActionButton']

/** Buttons in a file that are disabled without a linked reason, as `line <name>`. */
function unexplained(source: string): string[] {
  const file = ts.createSourceFile('file.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
      const tag = node.tagName.getText(file)
      const attributes = node.attributes.properties
        .filter(ts.isJsxAttribute)
        .map((attribute) => attribute.name.getText(file))
      const isDisabled = attributes.includes('disabled') || attributes.includes('aria-disabled')
      if (BUTTONS.includes(tag) && isDisabled && !attributes.includes('aria-describedby'))
        found.push(`${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1} <${tag}>`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test('every button that can be disabled has a reason for screen readers', () => {
  const files = globSync('{app,components}/**/*.tsx', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    // The button components themselves.
    .filter((file) => !file.includes('.test.') && file !== 'components/ui/buttons/focusable-button.tsx')
  expect(files.length).toBeGreaterThan(200)
  expect(
    files.flatMap((file) =>
      unexplained(readFileSync(join(ROOT, file), 'utf8')).map((where) => `${file}:${where}`),
    ),
    'Give Button or SubmitButton `blockedBy` with the reason in place of `disabled`.',
  ).toEqual([])
})

test('the check finds a disabled button without a reason', () => {
  expect(unexplained('<SubmitButton disabled={x}>Save</SubmitButton>')).toEqual(['1 <SubmitButton>'])
  expect(unexplained('<button disabled />')).toEqual(['1 <button>'])
  expect(unexplained('<Button disabled={x} aria-describedby={y} />')).toEqual([])
})

test('a blocked Button stays focusable and is described by its reason', () => {
  const html = renderToStaticMarkup(<Button blockedBy="You need 8 more credits.">Create report</Button>)
  const id = /aria-describedby="([^"]+)"/.exec(html)?.[1]
  expect(html).toMatch(/<button[^>]*aria-disabled="true"/)
  expect(html).not.toMatch(/<button[^>]* disabled/)
  expect(html).toContain(`<p id="${id}" class="text-sm text-muted">You need 8 more credits.</p>`)
})

test('an enabled Button has no reason', () => {
  expect(renderToStaticMarkup(<Button blockedBy={null}>Create report</Button>)).not.toMatch(
    /aria-disabled|aria-describedby|<p/,
  )
})
