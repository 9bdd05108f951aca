import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { useHat } from '../../../shared/session.tsx'
import { toastError } from '../../../shared/toast.tsx'
import { useAct } from '../use-act.ts'

/** What else the proposer can do with what was not placed on the register; to write it anew one begins from its text. */
export function OtherWays({ proposal }: { proposal: Proposal }) {
  const hat = useHat()
  const act = useAct()
  const navigate = useNavigate()
  const again = useMutation({
    mutationFn: async () => {
      const { title, analysis, suggestions, suggestedUnitIds, publishConsent, publishNote } = proposal
      const body = { title, analysis, suggestions, suggestedUnitIds, publishConsent, publishNote }
      const { id } = await act(proposalRoutes.createProposal, { body }, '已存成新的草稿，请修改后提交')
      await navigate({ to: '/proposals/$id/edit', params: { id } })
    },
    onError: toastError,
  })
  const mine = hat?.memberId !== undefined && hat.memberId === proposal.leadProposer?.memberId
  if (proposal.declineWays.length === 0 && !mine) return null
  return (
    <div className="other-ways">
      {proposal.declineWays.length > 0 && (
        <>
          <p>
            <strong>还可以这样办</strong>
          </p>
          <ul>
            {proposal.declineWays.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </>
      )}
      {mine && (
        <Button className="no-print" loading={again.isPending} onClick={() => again.mutate()}>
          以这件为底稿重写
        </Button>
      )}
    </div>
  )
}
