import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '#contract/common.ts'
import { brokenConstraint, isPassing, isUnstorable } from '../database/database.ts'
import { DomainError } from '../errors.ts'

/** What a broken database constraint means to the caller: constraint name → error code of a feature. */
export type ConstraintCodes = Readonly<Record<string, string>>

const titles: Record<number, string> = {
  400: '填写的内容有误',
  401: '请先登录',
  403: '没有权限',
  404: '没有找到',
  409: '现在不能这样办',
  413: '内容太大',
  415: '不支持的格式',
  422: '无法处理',
  429: '请稍候再试',
  503: '系统正忙',
}

/** What the HTTP library's own refusals are called. */
const ownCodes: Record<string, string> = {
  FST_REQ_FILE_TOO_LARGE: 'file.too-large',
  FST_FILES_LIMIT: 'file.too-many',
}

/** A database that was cut off is up again in about this time. */
const busyRetrySeconds = 2

/** The issues of a failed schema as fields named from where they came, e.g. `query.limit`. */
export function fieldsOf(where: string, error: z.ZodError): { path: string; message: string }[] {
  return error.issues
    .slice(0, 50)
    .map((issue) => ({ path: [where, ...issue.path.map(String)].filter(Boolean).join('.'), message: issue.message }))
}

function problemOf(error: unknown, constraintCodes: ConstraintCodes): Problem | null {
  if (error instanceof DomainError) {
    const { fields, ...details } = error.details
    // Refusals of files bring their own sentence for the person.
    const { sentence } = error as { sentence?: string }
    return {
      type: 'about:blank',
      title: titles[error.status] ?? '无法办理',
      status: error.status,
      code: error.code,
      ...(sentence ? { detail: sentence } : {}),
      ...(fields ? { fields: fields as Problem['fields'] } : {}),
      details,
    }
  }
  if (isPassing(error)) {
    const details = { retryAfterSeconds: busyRetrySeconds }
    return { type: 'about:blank', title: titles[503]!, status: 503, code: 'server.busy', details }
  }
  if (isUnstorable(error))
    return {
      type: 'about:blank',
      title: titles[400]!,
      status: 400,
      code: 'input.invalid',
      detail: '含有无法保存的字符',
    }
  const constraint = brokenConstraint(error)
  const code = constraint ? constraintCodes[constraint] : undefined
  if (code) return { type: 'about:blank', title: titles[409]!, status: 409, code }
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    return {
      type: 'about:blank',
      title: titles[status] ?? '无法办理',
      status,
      code: ownCodes[(error as { code?: string }).code ?? ''] ?? 'request.invalid',
      detail: error instanceof Error ? error.message : undefined,
    }
  }
  return null
}

/** The page a person sees in place of problem JSON; null where a program asked. */
export type FailurePage = (request: FastifyRequest, status: number) => string | null

/** Answers any failure as RFC 9457 problem JSON, or as a page where one was asked for; what is not the caller's doing is
 *  logged and told without details. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  options: { constraintCodes: ConstraintCodes; failurePage: FailurePage },
): FastifyReply {
  const known = problemOf(error, options.constraintCodes)
  if (!known || known.status === 503) request.log.error({ err: error }, 'request failed')
  const problem: Problem = known ?? {
    type: 'about:blank',
    title: '系统出错了，已经记录',
    status: 500,
    code: 'internal',
  }
  const wait = problem.details?.retryAfterSeconds
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  const page = options.failurePage(request, problem.status)
  if (page !== null) return reply.code(problem.status).type('text/html; charset=utf-8').send(page)
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, requestId: request.id }))
}
