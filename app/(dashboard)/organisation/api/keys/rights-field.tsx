"use client";

import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Permissions } from "@/lib/accounts/permissions";
import type { Level } from "@/lib/api-keys/decide";
import { keyResources, levelOf, levels, mostOf, presets, type Rights } from "@/lib/api-keys/rights";

/** None, read or write for each resource. What the person may not do themselves cannot be chosen. */
export function RightsField({ initial, permissions, error }: { initial: Rights; permissions: Permissions; error: string | undefined }) {
  const [rights, setRights] = useState(() => wholeOf(initial));

  return (
    <fieldset aria-invalid={error ? true : undefined} className="grid gap-4">
      <legend className="sr-only">Rights</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-muted-foreground">Presets:</span>
        {presets.map((preset) => {
          const whole = within(wholeOf(preset.rights), permissions);
          return (
            <Button key={preset.label} variant="outline" size="sm" aria-pressed={isSame(whole, rights)} onClick={() => setRights(whole)} className="aria-pressed:border-primary aria-pressed:bg-muted">
              {preset.label}
            </Button>
          );
        })}
      </div>
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="border-b text-xs text-muted-foreground">
            <th scope="col" className="py-2 font-medium">
              Resource
            </th>
            {levels.map((level) => (
              <th key={level} scope="col" className="w-16 py-2 text-center font-medium sm:w-24">
                {words[level]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyResources.map((resource) => (
            <tr key={resource.name} className="border-b last:border-b-0">
              <th scope="row" className="py-2.5 pr-3 font-medium">
                {resource.label}
                {resource.name === "*" ? <span className="block text-xs font-normal text-muted-foreground">What the API learns later</span> : null}
              </th>
              {levels.map((level) => (
                <td key={level} className="py-2.5 text-center">
                  {level === "write" && !resource.canWrite ? (
                    <span aria-hidden className="text-muted-foreground">
                      –
                    </span>
                  ) : (
                    <input
                      type="radio"
                      name={`rights.${resource.name}`}
                      value={level}
                      aria-label={`${resource.label}: ${level}`}
                      checked={rights[resource.name] === level}
                      disabled={rights[resource.name] !== level && levels.indexOf(level) > levels.indexOf(mostOf(permissions, resource))}
                      onChange={() => setRights({ ...rights, [resource.name]: level })}
                      className="size-4.5 accent-primary"
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {error ? (
        <p className="flex gap-1.5 text-xs font-medium text-destructive">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="block first-letter:uppercase">{error}</span>
        </p>
      ) : null}
    </fieldset>
  );
}

const words: Readonly<Record<Level, string>> = { none: "None", read: "Read", write: "Write" };

function wholeOf(rights: Rights): Record<string, Level> {
  return Object.fromEntries(keyResources.map((resource) => [resource.name, levelOf(rights, resource)]));
}

function within(rights: Rights, permissions: Permissions): Record<string, Level> {
  return Object.fromEntries(keyResources.map((resource) => [resource.name, levels[Math.min(levels.indexOf(levelOf(rights, resource)), levels.indexOf(mostOf(permissions, resource)))] ?? "none"]));
}

function isSame(left: Rights, right: Rights): boolean {
  return keyResources.every(({ name }) => left[name] === right[name]);
}
