import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { PublicationPart, RedactionMark, SuggestedMark } from '#contract/publishing.ts'
import { marksOn } from '#contract/redaction.ts'
import { stretchesOf } from './passages.ts'

interface Props {
  parts: readonly PublicationPart[]
  marks: RedactionMark[]
  suggestions: readonly SuggestedMark[]
  /** Null: only to read. */
  onChange: ((marks: RedactionMark[]) => void) | null
}

interface Chosen {
  part: string
  from: number
  to: number
  text: string
}

/** The original with what is taken out struck through. What is selected in it can be taken out, here or everywhere. */
export function OriginalText({ parts, marks, suggestions, onChange }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  useEffect(() => {
    if (!onChange) return
    const look = () => {
      const next = chosenIn(root.current)
      setChosen((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [onChange])
  const all = chosen ? marksOn(parts, chosen.text) : []
  const take = (more: RedactionMark[]) => {
    onChange?.([...marks, ...more])
    document.getSelection()?.removeAllRanges()
    setChosen(null)
  }
  return (
    <>
      <div ref={root}>
        {parts.map((part) => (
          <div key={part.key}>
            <h3>{part.label}</h3>
            <p className="preserve" data-part={part.key}>
              {stretchesOf(part, marks, suggestions).map(({ from, text, look }) =>
                look === 'taken' ? (
                  <del key={from}>{text}</del>
                ) : look === 'suggested' ? (
                  <span key={from} className="suggested-text">
                    {text}
                  </span>
                ) : (
                  <span key={from}>{text}</span>
                ),
              )}
            </p>
          </div>
        ))}
      </div>
      {chosen && onChange && (
        <div className="publication-chosen no-print" role="toolbar" aria-label="选中的文字">
          {/* The selection must not go before the button is pressed. */}
          <Button
            type="primary"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(all.length > 0 ? all : [{ ...chosenMark(chosen) }])}
          >
            去掉选中的{all.length > 1 ? `，全文 ${all.length} 处` : ''}
          </Button>
          {all.length > 1 && (
            <Button onMouseDown={(event) => event.preventDefault()} onClick={() => take([chosenMark(chosen)])}>
              只去掉这一处
            </Button>
          )}
        </div>
      )}
    </>
  )
}

const chosenMark = ({ part, from, to }: Chosen): RedactionMark => ({ part, from, to, instead: '' })

/** The part of the original that is selected now; null where nothing is, or more than one part. */
function chosenIn(root: HTMLElement | null): Chosen | null {
  const selection = document.getSelection()
  if (!root || !selection || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const within = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-part]')
  const part = within(range.startContainer)
  if (!part || !root.contains(part) || within(range.endContainer) !== part) return null
  const before = document.createRange()
  before.selectNodeContents(part)
  before.setEnd(range.startContainer, range.startOffset)
  const from = before.toString().length
  const text = range.toString()
  if (text.trim() === '') return null
  return { part: part.dataset.part!, from, to: from + text.length, text }
}
