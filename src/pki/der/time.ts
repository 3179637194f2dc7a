import type { EpochMs } from '#shared/model/time.ts';

const dayMs = 86_400_000;
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `YYMMDDHHMMSSZ`; years 50 to 99 are 1950 to 1999 (RFC 5280 §4.1.2.5.1). null where it is no such time. */
export function parseUtcTime(octets: Uint8Array): EpochMs | null {
  if (octets.length !== 13) return null;
  const year = twoDigits(octets, 0);
  return parseFromMonth(octets, 2, year < 50 ? 2000 + year : 1900 + year);
}

/** `YYYYMMDDHHMMSSZ`, without fractions (RFC 5280 §4.1.2.5.2). null where it is no such time. */
export function parseGeneralizedTime(octets: Uint8Array): EpochMs | null {
  if (octets.length !== 15) return null;
  const century = twoDigits(octets, 0);
  const year = twoDigits(octets, 2);
  return century < 0 || year < 0 ? null : parseFromMonth(octets, 4, century * 100 + year);
}

/** The rest of a time, from `at` on: `MMDDHHMMSSZ`. */
function parseFromMonth(octets: Uint8Array, at: number, year: number): EpochMs | null {
  const month = twoDigits(octets, at);
  const day = twoDigits(octets, at + 2);
  const hour = twoDigits(octets, at + 4);
  const minute = twoDigits(octets, at + 6);
  const second = twoDigits(octets, at + 8);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  if (octets[at + 10] !== 0x5a) return null;
  const days = daysBeforeYear(year) + daysBeforeMonthOf(year, month) + day - 1;
  return days * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Far below zero where there are no two digits: a year stays negative with a century added. */
function twoDigits(octets: Uint8Array, at: number): number {
  const tens = (octets[at] ?? 0) - 0x30;
  const ones = (octets[at + 1] ?? 0) - 0x30;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -9_999 : tens * 10 + ones;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lastDay(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (daysOfMonth[month - 1] ?? 0);
}

function daysBeforeMonthOf(year: number, month: number): number {
  return (daysBeforeMonth[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);
}

/** Days from 1970-01-01 to 1 January of a year of the Gregorian calendar, year 0 included. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return year * 365 + leapDays - 719_527;
}
