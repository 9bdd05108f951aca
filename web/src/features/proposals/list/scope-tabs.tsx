import type { Role } from '#contract/accounts.ts'
import { scopeWords } from '../words.ts'

type Scope = keyof typeof scopeWords

/** The scopes that differ for a role; who has only one sees no tabs. */
const scopesOf: Partial<Record<Role, Scope[]>> = {
  member: ['all', 'mine', 'desk'],
  proposalOffice: ['all', 'desk', 'named', 'mine'],
  assigningOffice: ['all', 'desk'],
  leader: ['all', 'desk'],
  unitClerk: ['all', 'desk'],
}

interface ScopeTabsProps {
  role: Role | null
  scope: Scope
  onChange: (scope: Scope) => void
}

/** 全部 · 我的 · 待我办理. */
export function ScopeTabs({ role, scope, onChange }: ScopeTabsProps) {
  const scopes = (role && scopesOf[role]) ?? []
  if (scopes.length === 0) return null
  return (
    <fieldset className="scope-tabs no-print">
      <legend className="visually-hidden">范围</legend>
      {scopes.map((key) => (
        <button key={key} type="button" aria-pressed={scope === key} onClick={() => onChange(key)}>
          {scopeWords[key]}
        </button>
      ))}
    </fieldset>
  )
}
