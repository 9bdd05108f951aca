import { z } from 'zod'
import { problem } from './common.ts'
import type { RouteSpec } from './route.ts'
import { routes } from './routes.ts'

type Json = Record<string, unknown>

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json
  return schema
}

const parametersOf = (where: 'path' | 'query', object: z.ZodObject | undefined): Json[] =>
  Object.entries(object?.shape ?? {}).map(([name, type]) => {
    const schema = schemaOf(type as z.ZodType, 'input')
    const optional = (type as z.ZodType).safeParse(undefined).success
    return { name, in: where, required: where === 'path' || !optional, schema }
  })

function operation(name: string, spec: RouteSpec): Json {
  const parameters = [...parametersOf('path', spec.params), ...parametersOf('query', spec.query)]
  if (spec.creates)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', maxLength: 100 },
    })
  const ok: Json = spec.download
    ? {
        description: 'The file.',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      }
    : {
        description: 'OK',
        ...(spec.response ? { content: { 'application/json': { schema: schemaOf(spec.response, 'output') } } } : {}),
      }
  return {
    operationId: name,
    summary: spec.summary,
    ...(spec.access === 'public' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } } }
      : {}),
    ...(spec.multipart
      ? {
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } },
                },
              },
            },
          },
        }
      : {}),
    responses: {
      '200': ok,
      default: {
        description: `A problem.${spec.errors ? ` Codes: ${spec.errors.join(', ')}.` : ''}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** The OpenAPI 3.1 document of every route. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, spec] of Object.entries(routes) as [string, RouteSpec][]) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(name, spec) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tongxin 同心', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    security: [{ login: [] }],
    components: {
      securitySchemes: { login: { type: 'apiKey', in: 'cookie', name: 'tongxin_login' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
    paths,
  }
}
