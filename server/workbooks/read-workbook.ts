import { inThread } from '../documents/convert.ts'
import { checkSize } from '../documents/decode.ts'
import type { Grid } from './grid.ts'
import type { WorkbookJob } from './workbook-thread.ts'

/** Twenty megabytes of cells take seconds and some hundred megabytes. */
const bounds = { time: 20_000, growth: 700 * 1024 * 1024 }

/**
 * The sheets of a workbook (.xlsx, .xls, .ods, .csv) as plain cells, told by what the file is and not by its name.
 * @throws AppError file_too_large, empty_file, unreadable_file, unreadable_text, page_too_complex
 */
export async function readWorkbook(bytes: Uint8Array, name: string, within = bounds): Promise<Grid[]> {
  checkSize(bytes.length, name)
  const job: WorkbookJob = { bytes, name }
  const { grids } = await inThread<{ grids: Grid[] }>({
    script: new URL('./workbook-thread.ts', import.meta.url),
    job,
    within,
    instead: '请只保留要导入的工作表，另存后再上传',
  })
  return grids
}
