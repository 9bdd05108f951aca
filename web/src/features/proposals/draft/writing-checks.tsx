import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type WritingCheck, writingRoutes } from '#contract/writing.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Icon } from '../../../shared/icons.tsx'
import { checkWords } from './check-words.ts'

interface WritingChecksProps {
  id: string
  /** Saves what is on the screen first, and says whether the server has it: the text is looked at as it is kept. */
  save?: () => Promise<boolean>
}

/** What the committee asks of a text: only what is worth another look, the musts first. */
export function WritingChecks({ id, save }: WritingChecksProps) {
  const [kept, setKept] = useState<boolean | null>(save ? null : true)
  const query = useQuery({
    ...apiQuery(writingRoutes.getWritingChecks, { params: { id } }),
    enabled: kept === true,
    // What was found in an earlier text says nothing of this one.
    ...(save ? { staleTime: 0, gcTime: 0 } : {}),
  })
  useEffect(() => {
    if (save) void save().then(setKept)
  }, [save])
  if (kept === false)
    return (
      <ul className="checklist" aria-label="撰写检查">
        <li>
          <Icon name="warn" />
          <span>眼前的文字还没有保存到服务器，保存以后再检查写法</span>
        </li>
      </ul>
    )
  if (!query.data || query.isFetching) return null
  const open = query.data.items.filter((check) => !check.ok)
  const must = (check: WritingCheck) => check.level === 'must'
  return (
    <ul className="checklist" aria-label="撰写检查">
      {open.length === 0 && (
        <li className="checklist-done">
          <Icon name="check" />
          <span>自动检查没有发现写法上的问题（字数、一事一案、数据出处、建议长短）</span>
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
