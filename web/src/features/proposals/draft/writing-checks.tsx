import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type WritingCheck, writingRoutes } from '#contract/writing.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Icon } from '../../../shared/icons.tsx'
import { checkWords } from './check-words.ts'

interface WritingChecksProps {
  id: string
  /** Saves what is on the screen first: the text is looked at as it is kept. */
  save?: () => Promise<unknown>
}

/** What the committee asks of a text: only what is worth another look, the musts first. */
export function WritingChecks({ id, save }: WritingChecksProps) {
  const query = useQuery(apiQuery(writingRoutes.getWritingChecks, { params: { id } }))
  const { refetch } = query
  useEffect(() => {
    if (save) void save().then(() => refetch())
  }, [save, refetch])
  const open = query.data?.items.filter((check) => !check.ok) ?? []
  if (!query.data) return null
  const must = (check: WritingCheck) => check.level === 'must'
  return (
    <ul className="checklist" aria-label="撰写检查">
      {open.length === 0 && (
        <li className="checklist-done">
          <Icon name="check" />
          <span>一事一案、有据可查、建议具体，都看过了</span>
        </li>
      )}
      {open
        .toSorted((a, b) => Number(must(b)) - Number(must(a)))
        .map((check) => (
          <li key={check.code} className={must(check) ? undefined : 'checklist-mild'}>
            {must(check) && <Icon name="warn" />}
            <span>
              {checkWords(check)}
              {!must(check) && save && '，不影响提交'}
            </span>
          </li>
        ))}
    </ul>
  )
}
