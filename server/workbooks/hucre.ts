/** The one door to the spreadsheet library, so that another can take its place without a change elsewhere. */
export type { CellValue, Sheet, Workbook, WriteOptions, WriteSheet } from 'hucre'
export { readOds } from 'hucre/ods'
export { readXls, readXlsx, writeXlsx } from 'hucre/xlsx'
