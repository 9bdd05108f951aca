import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { PersonList } from '../../shared/matter/person-list.tsx'

export interface Named {
  name: string
  about: string
}

/** `张三 市农业农村局局长` a line, a tab or blanks between the two: as typed, and as whole columns of a sheet are pasted. */
export const candidatesOf = (text: string | undefined): Named[] =>
  (text ?? '')
    .split('\n')
    .map((line) => /^\s*([^\s]+)(?:\t|\s+|$)(.*)$/.exec(line))
    .flatMap((found) => (found ? [{ name: found[1]!, about: found[2]!.replaceAll('\t', ' ') }] : []))

export const candidatesText = (given: readonly Named[]): string =>
  given.map(({ name, about }) => `${name}\t${about}`).join('\n')

interface Props {
  /** Of the form: one text, as `candidatesText` writes it. */
  value?: string
  onChange?: (text: string) => void
  id?: string
  /** They stand on the ballot as here, and may be moved. */
  asWritten: boolean
}

/** Candidates picked from the roster by name or pinyin, typed, or pasted as columns of a sheet. */
export function CandidatesField({ value = '', onChange, id, asWritten }: Props) {
  const [typed, setTyped] = useState('')
  /** What was typed when Enter was pressed and fitted several. */
  const [several, setSeveral] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useQuery({
    ...apiQuery(memberRoutes.listMembers, { query: { q: q.slice(0, 40), active: 'true', limit: 8, sort: 'stroke' } }),
    enabled: q !== '',
  })
  const chosen = candidatesOf(value)
  const hits = q === '' ? [] : (found.data?.items ?? [])
  const set = (next: readonly Named[]) => onChange?.(candidatesText(next))
  const add = (more: readonly Named[]) => {
    set([...chosen, ...more])
    setTyped('')
  }
  const pick = (one: (typeof hits)[number]) => {
    const { name, employer, employerPost, sector } = one
    // Two of one name are told apart on the ballot.
    const twice = chosen.some((other) => other.name === name) && sector
    add([{ name: twice ? `${name}（${sector}）` : name, about: `${employer}${employerPost}` }])
  }
  const move = (from: number, to: number) => {
    const next = [...chosen]
    next.splice(to, 0, ...next.splice(from, 1))
    set(next)
  }
  const asTyped = candidatesOf(typed)
  const literally = asTyped.length > 0 && found.isSuccess && q === typed.trim()
  return (
    <>
      {chosen.length > 0 && (
        <ol className="vote-candidates">
          {chosen.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may bear one name while it is mended
            <li key={i}>
              <span>{one.name}</span>
              <Input
                aria-label={`${one.name}的单位职务`}
                placeholder="单位职务（可不填）"
                maxLength={200}
                value={one.about}
                onChange={({ target }) =>
                  set(chosen.map((other, at) => (at === i ? { ...other, about: target.value } : other)))
                }
              />
              {asWritten && (
                <LinkButton aria-label={`${one.name}提前`} disabled={i === 0} onClick={() => move(i, i - 1)}>
                  提前
                </LinkButton>
              )}
              <LinkButton aria-label={`去掉${one.name}`} onClick={() => set(chosen.filter((_, at) => at !== i))}>
                去掉
              </LinkButton>
            </li>
          ))}
        </ol>
      )}
      <input
        id={id}
        type="search"
        className="search-box"
        value={typed}
        maxLength={230}
        placeholder="姓名或拼音，如 王小明、wxm"
        onChange={(event) => setTyped(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text')
          if (!/[\n\t]/.test(pasted)) return
          event.preventDefault()
          add(candidatesOf(pasted))
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          if (!literally) return
          if (hits.length === 1) pick(hits[0]!)
          else if (hits.length === 0) add(asTyped)
          else setSeveral(q)
        }}
      />
      {q !== '' && (
        <>
          {several === q && hits.length > 1 && (
            <p className="due" role="status">
              {found.data?.nextCursor
                ? `同名或同音的不止 ${hits.length} 位，请再打几个字，或者点一位。`
                : `有 ${hits.length} 位同名或同音，请点一位。`}
            </p>
          )}
          <PersonList
            people={hits.map((one) => ({
              key: one.id,
              name: one.name,
              about: [one.sector, `${one.employer}${one.employerPost}`].filter(Boolean).join(' · '),
              action: (
                <Button aria-label={`选${one.name}`} onClick={() => pick(one)}>
                  选
                </Button>
              ),
            }))}
          />
          {literally && (
            <p className="field-hint">
              {hits.length === 0 && '名册里没有。'}
              <LinkButton onClick={() => add(asTyped)}>{`照写的添上：${typed.trim()}`}</LinkButton>
            </p>
          )}
        </>
      )}
    </>
  )
}
