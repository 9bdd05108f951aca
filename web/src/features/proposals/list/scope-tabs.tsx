import { scopeWords } from '../words.ts'

interface ScopeTabsProps {
  scope: keyof typeof scopeWords
  onChange: (scope: keyof typeof scopeWords) => void
}

/** 全部 · 我的 · 待我办理. */
export function ScopeTabs({ scope, onChange }: ScopeTabsProps) {
  return (
    <fieldset className="scope-tabs no-print">
      <legend className="visually-hidden">范围</legend>
      {(Object.keys(scopeWords) as (keyof typeof scopeWords)[]).map((key) => (
        <button key={key} type="button" aria-pressed={scope === key} onClick={() => onChange(key)}>
          {scopeWords[key]}
        </button>
      ))}
    </fieldset>
  )
}
