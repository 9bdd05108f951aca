import { Button } from 'antd'
import { EmptyState } from '../../shared/query-state.tsx'
import { fewerWords } from './fewer-words.ts'

interface FoundEmptyProps {
  q: string
  /** Nothing that can be sought was typed. */
  nothingAsked: boolean
  /** Other filters are set. */
  narrowed: boolean
  titleOnly: boolean
  onChange: (patch: Record<string, string | undefined>) => void
  onClear: () => void
}

/** Nothing found: what else to try, each one press away. */
export function FoundEmpty({ q, nothingAsked, narrowed, titleOnly, onChange, onClear }: FoundEmptyProps) {
  if (nothingAsked)
    return (
      <EmptyState title="请输入要找的字词">
        <p>可以是案由或内容中的词、提案者、承办单位，也可以是提案号，如“77”或“十届五次77号”。</p>
      </EmptyState>
    )
  const others = fewerWords(q)
  return (
    <EmptyState title={`没有找到“${q}”`}>
      <p>每个词都有的才会列出。可以少写一个词，换个说法，或者核对有没有错字。</p>
      {(others.length > 0 || titleOnly) && (
        <div className="other-words">
          {titleOnly && <Button onClick={() => onChange({ within: undefined })}>在全文中找</Button>}
          {others.map((words) => (
            <Button key={words} onClick={() => onChange({ q: words })}>
              找“{words}”
            </Button>
          ))}
        </div>
      )}
      {narrowed && <Button onClick={onClear}>清除条件</Button>}
    </EmptyState>
  )
}
