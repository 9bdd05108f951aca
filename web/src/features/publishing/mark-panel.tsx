import { Button, Input } from 'antd'
import { useState } from 'react'
import type { PublicationPart, RedactionMark, SuggestedMark } from '#contract/publishing.ts'
import { marksOn, omitted } from '#contract/redaction.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { Section } from '../../shared/page.tsx'
import { passagesOf } from './passages.ts'
import { suggestionWords } from './words.ts'

interface Props {
  parts: readonly PublicationPart[]
  marks: RedactionMark[]
  /** Suggestions not taken. */
  left: readonly SuggestedMark[]
  onChange: (marks: RedactionMark[]) => void
}

/** What is taken out and what should be looked at, as lists: everything can be done here without a mouse. */
export function MarkPanel({ parts, marks, left, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const passages = passagesOf(parts, marks)
  const found = marksOn(parts, typed.trim())
  const textOf = ({ part, from, to }: RedactionMark) =>
    parts.find((one) => one.key === part)?.text.slice(from, to) ?? ''
  const plain = ({ kind: _, ...mark }: SuggestedMark): RedactionMark => mark
  return (
    <Section
      title="要去掉的字"
      actions={
        left.length > 1 && (
          <Button size="small" onClick={() => onChange([...marks, ...left.map(plain)])}>
            建议的 {left.length} 处都去掉
          </Button>
        )
      }
    >
      <form
        className="publication-find no-print"
        onSubmit={(event) => {
          event.preventDefault()
          if (found.length === 0) return
          onChange([...marks, ...found])
          setTyped('')
        }}
      >
        <label htmlFor="publication-find">
          <span>去掉这些字</span>
          <Input
            id="publication-find"
            value={typed}
            maxLength={60}
            placeholder="如小区名、人名"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Button htmlType="submit" disabled={found.length === 0}>
          {typed.trim() === '' ? '去掉' : found.length === 0 ? '原文里没有' : `去掉 ${found.length} 处`}
        </Button>
      </form>
      {left.length > 0 && (
        <ul className="publication-marks" aria-label="建议去掉的">
          {left.map((one) => (
            <li key={`${one.part}.${one.from}`}>
              <span className="suggested-text">{textOf(one)}</span>
              <span className="faint">（{suggestionWords[one.kind]}）</span>
              <LinkButton onClick={() => onChange([...marks, plain(one)])}>去掉</LinkButton>
            </li>
          ))}
        </ul>
      )}
      {passages.length > 0 ? (
        <ul className="publication-marks" aria-label="已经去掉的">
          {passages.map((passage) => (
            <li key={passage.text}>
              <del>{passage.text}</del>
              <span className="faint">{passage.marks.length > 1 && `（${passage.marks.length} 处）`}换成</span>
              <Input
                size="small"
                className="publication-instead"
                aria-label={`“${passage.text}”换成`}
                value={passage.instead}
                placeholder={omitted}
                maxLength={20}
                onChange={(event) =>
                  onChange(
                    marks.map((mark) =>
                      textOf(mark) === passage.text ? { ...mark, instead: event.target.value } : mark,
                    ),
                  )
                }
              />
              <LinkButton
                onClick={() =>
                  onChange(
                    marks.filter(
                      (mark) =>
                        !passage.marks.some(
                          (one) => one.part === mark.part && one.from <= mark.from && mark.to <= one.to,
                        ),
                    ),
                  )
                }
              >
                恢复
              </LinkButton>
            </li>
          ))}
        </ul>
      ) : (
        left.length === 0 && <p className="faint">没有发现电话、证件号这类要去掉的字，也还没有标记。</p>
      )}
    </Section>
  )
}
