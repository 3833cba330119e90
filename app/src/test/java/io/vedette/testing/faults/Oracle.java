package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down per key what the server acknowledged and what arrived, and judges by that alone: it never asks the server. */
public final class Oracle {
    private static final int MOST_SHOWN = 20;

    private final NavigableMap<String, Account> accounts = new TreeMap<>();

    /** The server has answered that it keeps this. */
    public synchronized void acknowledged(String key, String id) {
        account(key).acknowledged.add(id);
    }

    /** It came out at the other end. */
    public synchronized void arrived(String key, String id) {
        account(key).arrived.add(id);
    }

    public synchronized int acknowledged() {
        return accounts.values().stream()
                .mapToInt(account -> account.acknowledged.size())
                .sum();
    }

    /** Everything acknowledged has arrived; what was never answered may have arrived or not. */
    public synchronized Oracle nothingLost() {
        return judge("lost", Account::lost);
    }

    /** What arrived for the first time did so in the order in which it was acknowledged. */
    public synchronized Oracle inOrder() {
        return judge("out of order", Account::outOfOrder);
    }

    /** Nothing arrived that was not acknowledged: for runs in which every call was answered. */
    public synchronized Oracle nothingMadeUp() {
        return judge("made up", Account::madeUp);
    }

    /** Over all keys together. */
    public synchronized Oracle duplicatesAtMost(int most) {
        int duplicates = accounts.values().stream()
                .mapToInt(account -> account.duplicates().size())
                .sum();
        assertThat(duplicates)
                .as(table("duplicates, of which %d are allowed".formatted(most), found(Account::duplicates)))
                .isLessThanOrEqualTo(most);
        return this;
    }

    private Account account(String key) {
        return accounts.computeIfAbsent(key, _ -> new Account());
    }

    private Oracle judge(String what, Check check) {
        Map<String, List<String>> found = found(check);
        assertThat(found.isEmpty()).as(table(what, found)).isTrue();
        return this;
    }

    private Map<String, List<String>> found(Check check) {
        Map<String, List<String>> found = new TreeMap<>();
        accounts.forEach((key, account) -> {
            List<String> ids = check.of(account);
            if (!ids.isEmpty()) {
                found.put(key, ids);
            }
        });
        return found;
    }

    private String table(String what, Map<String, List<String>> found) {
        String rows = found.entrySet().stream()
                .limit(MOST_SHOWN)
                .map(row -> "%-20s %12d %8d   %s"
                        .formatted(
                                row.getKey(),
                                of(row).acknowledged.size(),
                                of(row).arrived.size(),
                                shown(row.getValue())))
                .collect(Collectors.joining("\n"));
        return "%d keys with something %s%n%-20s %12s %8s   %s%n%s%n"
                .formatted(found.size(), what, "key", "acknowledged", "arrived", what, rows);
    }

    private Account of(Map.Entry<String, List<String>> row) {
        return account(row.getKey());
    }

    private static String shown(List<String> ids) {
        String first = ids.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return ids.size() <= MOST_SHOWN ? first : "%s and %d more".formatted(first, ids.size() - MOST_SHOWN);
    }

    /** Finds the ids of one key that break a promise. */
    private interface Check {
        List<String> of(Account account);
    }

    private static final class Account {
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> arrived = new ArrayList<>();

        List<String> lost() {
            Set<String> lost = new LinkedHashSet<>(acknowledged);
            arrived.forEach(lost::remove);
            return List.copyOf(lost);
        }

        List<String> madeUp() {
            Set<String> strange = new LinkedHashSet<>(arrived);
            acknowledged.forEach(strange::remove);
            return List.copyOf(strange);
        }

        List<String> duplicates() {
            Set<String> seen = new HashSet<>();
            return arrived.stream().filter(id -> !seen.add(id)).toList();
        }

        List<String> outOfOrder() {
            List<String> expected = new ArrayList<>(new LinkedHashSet<>(acknowledged));
            List<String> first = new ArrayList<>(new LinkedHashSet<>(arrived));
            first.retainAll(new HashSet<>(expected));
            expected.retainAll(new HashSet<>(first));
            return first.stream()
                    .filter(id -> expected.indexOf(id) != first.indexOf(id))
                    .toList();
        }
    }
}
