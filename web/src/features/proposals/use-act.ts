import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { CallOptions } from '#contract/client.ts'
import { clockRoutes } from '#contract/clocks.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import type { RouteInput, RouteResponse, RouteSpec } from '#contract/route.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { call } from '../../shared/api.ts'
import { toast } from '../../shared/toast.tsx'

const touched = [
  clockRoutes.listProposalClocks.path,
  proposalRoutes.getProposal.path,
  proposalRoutes.listProposals.path,
  proposalRoutes.countProposals.path,
  workbenchRoutes.getWorkbench.path,
]

/** Everything on the screen that a step on a proposal changes is fetched again. */
export function refreshProposals(client: QueryClient, also: readonly string[] = []): Promise<unknown> {
  return Promise.all([...touched, ...also].map((path) => client.invalidateQueries({ queryKey: [path] })))
}

/** Takes a step: calls the route, fetches anew what it changed, says that it is done. A refusal also fetches anew: things have moved.
 *  @param also paths of further reads the step changes */
export function useAct(also: readonly string[] = []) {
  const client = useQueryClient()
  return async function act<const R extends RouteSpec>(
    route: R,
    input: RouteInput<R>,
    done?: string,
    options?: CallOptions,
  ): Promise<RouteResponse<R>> {
    try {
      const answer = await call(route, input, options)
      await refreshProposals(client, also)
      if (done) toast(done)
      return answer
    } catch (error) {
      void refreshProposals(client, also)
      throw error
    }
  }
}
