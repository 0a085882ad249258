'use client'

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { type Block, parseBlocks, writeBlocks } from '@/lib/templates/shared/blocks'
import { BlockFields } from './block-fields'
import { blockLabel, newBlocks } from './block-labels'

type Props = {
  body: string
  onChange: (body: string) => void
  /** The action's error about the content. */
  error: string | undefined
}

type Row = { key: number; block: Block }
let lastKey = 0
const rowOf = (block: Block): Row => ({ key: ++lastKey, block })

/** The content of an email as a list of blocks. Everything works by keyboard: a moved block keeps the focus. */
export function BlockEditor({ body, onChange, error }: Props) {
  const [rows, setRows] = useState<Row[]>(() => parseBlocks(body).map(rowOf))
  const [news, setNews] = useState('')
  const list = useRef<HTMLOListElement>(null)
  /** What gets the focus after the next render: a button of a block. */
  const focusNext = useRef<{ key: number; part: string } | null>(null)
  const change = (next: Row[]) => {
    setRows(next)
    onChange(writeBlocks(next.map(({ block }) => block)))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the new order.
  useEffect(() => {
    const { key, part } = focusNext.current ?? {}
    focusNext.current = null
    if (key === undefined) return
    const row = list.current?.querySelector(`[data-block="${key}"]`)
    const buttons = row?.querySelectorAll<HTMLElement>(
      `[data-part="${part}"], [data-part="up"], [data-part="down"]`,
    )
    const target =
      part === 'fields'
        ? row?.querySelector<HTMLElement>('textarea, input:not([type=file]), button')
        : [...(buttons ?? [])].sort((a) => (a.dataset.part === part ? -1 : 1)).at(0)
    target?.focus()
  }, [rows])

  const move = (from: number, by: 1 | -1) => {
    const to = from + by
    const moved = rows[from]
    if (!moved || to < 0 || to >= rows.length) return
    focusNext.current = { key: moved.key, part: by === 1 ? 'down' : 'up' }
    setNews(`${blockLabel(moved.block)} moved to position ${to + 1} of ${rows.length}.`)
    change(rows.with(from, rows[to] ?? moved).with(to, moved))
  }
  const remove = (at: number) => {
    const next = rows.toSpliced(at, 1)
    const near = next[Math.min(at, next.length - 1)]
    if (near) focusNext.current = { key: near.key, part: 'remove' }
    setNews(`${blockLabel(rows[at]?.block ?? { type: 'text', text: '' })} removed.`)
    change(next)
  }
  const add = (block: Block) => {
    const row = rowOf(block)
    focusNext.current = { key: row.key, part: 'fields' }
    setNews(`${blockLabel(block)} added at the end.`)
    change([...rows, row])
  }

  return (
    <fieldset className="grid gap-3" aria-describedby={error ? 'blocks-error' : undefined}>
      <legend className="mb-2 text-sm font-medium">Content</legend>
      {/* The stored text. Not a hidden input, so that unsaved changes include it. */}
      <textarea
        name="body"
        value={writeBlocks(rows.map(({ block }) => block))}
        onChange={(event) => {
          setRows(parseBlocks(event.currentTarget.value).map(rowOf))
          onChange(event.currentTarget.value)
        }}
        hidden
        aria-label="Content as text"
      />
      <p className="text-sm text-muted">
        In text: # heading, - list, **bold**, [text](https://example.com). Leave a blank line between
        paragraphs.
      </p>
      <ol ref={list} className="grid gap-3" aria-label="Blocks">
        {rows.map(({ key, block }, at) => (
          <li key={key} data-block={key} className="rounded-control border border-line p-4">
            <div className="mb-3 flex items-center justify-between gap-2">
              <p className="text-sm font-semibold">
                {blockLabel(block)}{' '}
                <span className="font-normal text-muted">
                  {at + 1} of {rows.length}
                </span>
              </p>
              <div className="flex gap-1">
                {at > 0 && (
                  <Button
                    size="sm"
                    variant="ghost"
                    data-part="up"
                    aria-label={`Move ${blockLabel(block)} ${at + 1} up`}
                    onClick={() => move(at, -1)}
                  >
                    <ArrowUp aria-hidden="true" />
                  </Button>
                )}
                {at < rows.length - 1 && (
                  <Button
                    size="sm"
                    variant="ghost"
                    data-part="down"
                    aria-label={`Move ${blockLabel(block)} ${at + 1} down`}
                    onClick={() => move(at, 1)}
                  >
                    <ArrowDown aria-hidden="true" />
                  </Button>
                )}
                <Button
                  size="sm"
                  variant="ghost"
                  data-part="remove"
                  aria-label={`Remove ${blockLabel(block)} ${at + 1}`}
                  onClick={() => remove(at)}
                >
                  <Trash2 aria-hidden="true" />
                </Button>
              </div>
            </div>
            <BlockFields block={block} onChange={(next) => change(rows.with(at, { key, block: next }))} />
          </li>
        ))}
      </ol>
      {error && (
        <p id="blocks-error" role="alert" className="text-sm text-bad-ink">
          {error}
        </p>
      )}
      <p role="status" className="sr-only">
        {news}
      </p>
      <fieldset aria-label="Add a block" className="flex flex-wrap gap-1.5">
        {newBlocks.map(({ label, block }) => (
          <Button key={label} size="sm" variant="secondary" onClick={() => add(block)}>
            <Plus aria-hidden="true" />
            {label}
          </Button>
        ))}
      </fieldset>
    </fieldset>
  )
}
