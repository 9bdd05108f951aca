import { activityWorkflow } from '#features/activities/workflow.ts'
import { assessmentWorkflow } from '#features/assessments/workflow.ts'
import { awardWorkflow } from '#features/awards/workflow.ts'
import { dutyObjectionWorkflow, dutyRecordWorkflow } from '#features/duty/workflow.ts'
import { dutyReportWorkflow } from '#features/duty-reports/workflow.ts'
import { appraisalWorkflow } from '#features/evaluations/workflow.ts'
import { memberChangeWorkflow } from '#features/members/workflow.ts'
import { assignmentWorkflow, proposalWorkflow, unitWorkflow } from '#features/proposals/workflow.ts'
import { publicationWorkflow } from '#features/publishing/workflow.ts'
import { speechWorkflow } from '#features/speeches/workflow.ts'
import { voteWorkflow } from '#features/votes/workflow.ts'
import type { Workflow } from '#platform/workflow.ts'

const pages = [
  { file: 'proposal', title: '提案', source: 'server/features/proposals/workflow.ts', workflow: proposalWorkflow },
  {
    file: 'assignment',
    title: '承办（每个单位一份）',
    source: 'server/features/proposals/workflow.ts',
    workflow: assignmentWorkflow,
  },
  {
    file: 'unit-step',
    title: '承办单位内部（分管领导、办公室、承办人）',
    source: 'server/features/proposals/workflow.ts',
    workflow: unitWorkflow,
  },
  {
    file: 'member-change',
    title: '委员信息变更',
    source: 'server/features/members/workflow.ts',
    workflow: memberChangeWorkflow,
  },
  {
    file: 'appraisal',
    title: '民主评议',
    source: 'server/features/evaluations/workflow.ts',
    workflow: appraisalWorkflow,
  },
  {
    file: 'duty-report',
    title: '年度履职报告',
    source: 'server/features/duty-reports/workflow.ts',
    workflow: dutyReportWorkflow,
  },
  {
    file: 'publication',
    title: '提案和答复的公开',
    source: 'server/features/publishing/workflow.ts',
    workflow: publicationWorkflow,
  },
  {
    file: 'assessment',
    title: '年度考核（一轮）',
    source: 'server/features/assessments/workflow.ts',
    workflow: assessmentWorkflow,
  },
  {
    file: 'award',
    title: '评优（一轮评选）',
    source: 'server/features/awards/workflow.ts',
    workflow: awardWorkflow,
  },
  {
    file: 'activity',
    title: '会议活动',
    source: 'server/features/activities/workflow.ts',
    workflow: activityWorkflow,
  },
  { file: 'vote', title: '会议表决和选举', source: 'server/features/votes/workflow.ts', workflow: voteWorkflow },
  { file: 'speech', title: '大会发言', source: 'server/features/speeches/workflow.ts', workflow: speechWorkflow },
  {
    file: 'duty-record',
    title: '手工填报的履职记录',
    source: 'server/features/duty/workflow.ts',
    workflow: dutyRecordWorkflow,
  },
  {
    file: 'duty-objection',
    title: '对台账记录的异议',
    source: 'server/features/duty/workflow.ts',
    workflow: dutyObjectionWorkflow,
  },
] as const

function page(title: string, source: string, workflow: Workflow<string, string, string>): string {
  const rows = Object.values(workflow.actions).map((action) => {
    const to =
      action.to === undefined
        ? '（不变）'
        : typeof action.to === 'string'
          ? workflow.states[action.to]
          : Object.values(action.to)
              .map((state) => workflow.states[state])
              .join('、')
    const cells = [
      action.name,
      action.from.map((state) => workflow.states[state]).join('、'),
      to,
      action.by.map((relation) => workflow.relations[relation]).join('、'),
      (action.needs ?? []).join('、'),
      action.within ?? '',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `# ${title}

由 \`${source}\` 生成（\`npm run generate\`），不要手改。

\`\`\`mermaid
${workflow.toMermaid()}\`\`\`

| 动作 | 从 | 到 | 谁 | 须有 | 期限设置 |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

/** The diagram pages of docs/workflows: [path, text]. */
export function workflowPages(): [string, string][] {
  return pages.map(({ file, title, source, workflow }) => [
    `docs/workflows/${file}.md`,
    page(title, source, workflow as unknown as Workflow<string, string, string>),
  ])
}
