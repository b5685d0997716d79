import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { readStored } from '../memory.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { listRegisters, setRegisterState, viewRegister } from '../registers.ts'
import { registerPlace, townshipPlace, validate, version } from '../validate.ts'

const stateChange = z.strictObject({ version, state: z.enum(['open', 'closed', 'none']) })

/** The registers 台账 of a township's year. */
export const registerRoutes = (deps: Deps) =>
  new Hono()
    .get('/', describe('全部台账'), validate('param', townshipPlace), async (c) => {
      const open = await openPlace(deps.db, c.req.valid('param'))
      return c.json({ registers: listRegisters(open, await readStored(deps.db, open.place)) }, 200)
    })
    .get('/:register', describe('一个台账及其记录'), validate('param', registerPlace), async (c) => {
      const { register, ...at } = c.req.valid('param')
      const open = await openPlace(deps.db, at)
      return c.json(viewRegister(open, await readStored(deps.db, open.place), register), 200)
    })
    .put(
      '/:register/state',
      describe('登记中、封账、零报告'),
      validate('param', registerPlace),
      validate('json', stateChange),
      async (c) => {
        const { register, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json(await setRegisterState(deps, open, register, c.req.valid('json')), 200)
      },
    )
