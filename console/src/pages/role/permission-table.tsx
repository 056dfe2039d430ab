import { Checkbox, Fieldset, SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { permissionsQuery } from "../../api/role.ts";
import { permissionWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";

interface Chosen {
  chosen: readonly string[];
  /** Not there: it is only looked at. */
  onChange?: (chosen: string[]) => void;
}

/** Everything that can be allowed, by noun, and what of it is. */
export function PermissionTable({ chosen, onChange }: Chosen) {
  const answer = useQuery(permissionsQuery);
  return (
    <Answer of={answer}>
      {({ items }) => (
        <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
          {[...Map.groupBy(items, ({ name }) => name.replace(/\..*$/, ""))].map(([noun, permissions]) => (
            <Fieldset key={noun} legend={noun}>
              <Stack gap="xs">
                {permissions.map(({ name }) => (
                  <Checkbox
                    key={name}
                    label={name}
                    description={permissionWords(name)}
                    checked={chosen.includes(name)}
                    readOnly={onChange === undefined}
                    {...(onChange === undefined ? { "aria-readonly": true } : {})}
                    onChange={(event) =>
                      onChange?.(
                        event.currentTarget.checked
                          ? items.map((each) => each.name).filter((each) => each === name || chosen.includes(each))
                          : chosen.filter((each) => each !== name),
                      )
                    }
                  />
                ))}
              </Stack>
            </Fieldset>
          ))}
        </SimpleGrid>
      )}
    </Answer>
  );
}
