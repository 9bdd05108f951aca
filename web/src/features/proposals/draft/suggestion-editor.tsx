import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import {
  addAfter,
  move,
  pastePoints,
  putBack,
  type Removed,
  remove,
  type Suggestion,
  splitNumbered,
  suggestionLimit,
  write,
} from './suggestions.ts'
import { fieldIds } from './text-fields.tsx'

interface SuggestionEditorProps {
  list: readonly Suggestion[]
  onChange: (list: Suggestion[]) => void
}

/** 具体建议, one point a field: add, move up and down, take out and put back. A pasted numbered list falls into its points. */
export function SuggestionEditor({ list, onChange }: SuggestionEditorProps) {
  const [removed, setRemoved] = useState<Removed | null>(null)
  const [said, setSaid] = useState('')
  const fields = useRef<HTMLOListElement>(null)
  const wanted = useRef<{ key: string; part: 'text' | 'up' | 'down' } | null>(null)
  useEffect(() => {
    if (!wanted.current) return
    const { key, part } = wanted.current
    wanted.current = null
    const line = fields.current?.querySelector(`[data-key="${key}"]`)
    const button = line?.querySelector<HTMLButtonElement>(`[data-move="${part}"]:not(:disabled)`)
    ;(button ?? line?.querySelector<HTMLElement>('textarea'))?.focus()
  })

  const add = (index: number) => {
    const next = addAfter(list, index)
    const item = next[index + 1]
    if (item) wanted.current = { key: item.key, part: 'text' }
    onChange(next)
  }
  const moveBy = (key: string, by: -1 | 1) => {
    const next = move(list, key, by)
    wanted.current = { key, part: by === -1 ? 'up' : 'down' }
    setSaid(`已移到第 ${next.findIndex((one) => one.key === key) + 1} 条`)
    onChange(next)
  }
  const take = (key: string) => {
    const result = remove(list, key)
    // An empty line leaves nothing to put back.
    setRemoved(result.removed && result.removed.item.text.trim() !== '' ? result.removed : null)
    onChange(result.list)
  }
  return (
    <section className="field" aria-labelledby="suggestions-label">
      <p className="field-label" id="suggestions-label">
        具体建议
      </p>
      <p className="field-hint">
        一条写一件要办的事，承办单位会逐条答复。可以把写好的“一、二、三”整段粘贴进来，会自动分条。
      </p>
      <ol className="suggestion-fields" ref={fields} id={fieldIds.suggestions}>
        {list.map((item, index) => (
          <li key={item.key} data-key={item.key}>
            <label className="suggestion-number" htmlFor={`suggestion-${item.key}`}>
              <span className="visually-hidden">第</span>
              {index + 1}
              <span className="visually-hidden">条建议</span>
            </label>
            <Input.TextArea
              id={`suggestion-${item.key}`}
              value={item.text}
              maxLength={4000}
              autoSize={{ minRows: 2, maxRows: 20 }}
              onChange={(event) => onChange(write(list, item.key, event.target.value))}
              onPaste={(event) => {
                const points = splitNumbered(event.clipboardData.getData('text'))
                if (!points || item.text.trim() !== '') return
                event.preventDefault()
                setSaid(`已分成 ${points.length} 条`)
                onChange(pastePoints(list, item.key, points))
              }}
            />
            <div className="suggestion-buttons">
              <Button data-move="up" disabled={index === 0} onClick={() => moveBy(item.key, -1)}>
                上移
                <span className="visually-hidden">{`第 ${index + 1} 条`}</span>
              </Button>
              <Button data-move="down" disabled={index === list.length - 1} onClick={() => moveBy(item.key, 1)}>
                下移
                <span className="visually-hidden">{`第 ${index + 1} 条`}</span>
              </Button>
              <Button disabled={list.length === 1 && item.text === ''} onClick={() => take(item.key)}>
                删去
                <span className="visually-hidden">{`第 ${index + 1} 条`}</span>
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <div className="suggestion-end">
        <Button onClick={() => add(list.length - 1)} disabled={list.length >= suggestionLimit}>
          加一条建议
        </Button>
        {removed && (
          <span role="status">
            {`已删去一条。`}
            <Button
              type="link"
              onClick={() => {
                onChange(putBack(list, removed))
                setRemoved(null)
              }}
            >
              放回去
            </Button>
          </span>
        )}
        <span className="visually-hidden" role="status">
          {said}
        </span>
      </div>
    </section>
  )
}
