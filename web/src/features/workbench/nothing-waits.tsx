import { Link } from '@tanstack/react-router'
import type { Role } from '#contract/accounts.ts'
import { EmptyState } from '../../shared/query-state.tsx'
import { newDraft } from '../proposals/draft/local-copy.ts'
import { words } from './words.ts'

/** Nothing waits: says what to do first. */
export function NothingWaits({ role }: { role: Role | null }) {
  return (
    <div className="sheet">
      <EmptyState title={words.nothing}>
        {role === 'member' && (
          <>
            <p>走访、调研时看到的问题，都可以写成提案。写到一半会自动存下来，随时接着写。</p>
            <p className="form-buttons todo-first">
              <Link to="/proposals/$id/edit" params={{ id: newDraft }} className="button button-primary">
                写第一件提案
              </Link>
              <Link to="/proposals" search={{ scope: 'mine' }} className="button">
                看我的提案
              </Link>
            </p>
          </>
        )}
        {role === 'proposalOffice' && (
          <>
            <p>委员提交提案后，会在这里等候审查。往年的提案可以从表格导入。</p>
            <p className="form-buttons todo-first">
              <Link to="/proposals" className="button button-primary">
                看全部提案
              </Link>
              <Link to="/proposals/import" className="button">
                从文件导入
              </Link>
            </p>
          </>
        )}
        {role === 'memberOffice' && (
          <>
            <p>委员申报资料变更后，会在这里等候核实。</p>
            <p className="form-buttons todo-first">
              <Link to="/members" className="button button-primary">
                看委员名单
              </Link>
            </p>
          </>
        )}
        {role !== 'member' && role !== 'proposalOffice' && role !== 'memberOffice' && (
          <>
            <p>交到您手上的事会在这里列出，写明办到哪一步、什么时候到期。</p>
            <p className="form-buttons todo-first">
              <Link to="/proposals" className="button button-primary">
                看提案
              </Link>
            </p>
          </>
        )}
      </EmptyState>
    </div>
  )
}
