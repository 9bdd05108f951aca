import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { EmptyState } from '../../../shared/query-state.tsx'
import { hasRole, useMe } from '../../../shared/session.tsx'
import { newDraft } from '../draft/local-copy.ts'
import { isNarrowed, type ProposalSearch } from './list-search.ts'

/** Nothing in the list: why, and what to do first. */
export function ListEmpty({ search, onClear }: { search: ProposalSearch; onClear: () => void }) {
  const me = useMe()
  if (isNarrowed(search))
    return (
      <EmptyState title="没有符合条件的提案">
        <p>换个词，或者放宽条件再找。</p>
        <Button onClick={onClear}>清除条件</Button>
      </EmptyState>
    )
  if (search.scope === 'desk')
    return (
      <EmptyState title="眼下没有等您办理的提案">
        <p>轮到您办理的提案会在这里列出。</p>
      </EmptyState>
    )
  if (search.scope === 'named')
    return (
      <EmptyState title="眼下没有指名请您审查的提案">
        <p>“设置”的“提案审查”里写着各步的审查人。写了您的姓名或职务、您还没有提意见的，会在这里列出。</p>
      </EmptyState>
    )
  if (hasRole(me, 'member'))
    return (
      <EmptyState title={search.scope === 'mine' ? '您还没有提案' : '还没有提案'}>
        <p>走访、调研时看到的问题，都可以写成提案。</p>
        <Link to="/proposals/$id/edit" params={{ id: newDraft }} className="button button-primary">
          写第一件提案
        </Link>
      </EmptyState>
    )
  return (
    <EmptyState title="还没有提案">
      <p>
        委员提交提案后会在这里列出。
        {hasRole(me, 'proposalOffice') && '往年的提案可以从文件导入。'}
      </p>
    </EmptyState>
  )
}
