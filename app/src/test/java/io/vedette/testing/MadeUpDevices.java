package io.vedette.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.Batch;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whoever only says that it is a device becomes one when it first does: sockets are for devices that there are. */
@Component
public final class MadeUpDevices {
    private static final int PER_STATEMENT = 1_000;

    private final DatabaseClient database;
    private final Batch<Caller.Device, Boolean> batch;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    MadeUpDevices(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.batch = new Batch<>("made-up-devices", PER_STATEMENT, Duration.ofMillis(5), this::insert, meters);
    }

    public Mono<Found> exist(Found found) {
        return found.caller() instanceof Caller.Device device && !known.contains(device.id())
                ? batch.of(device).doOnNext(_ -> known.add(device.id())).thenReturn(found)
                : Mono.just(found);
    }

    private Mono<Map<Caller.Device, Boolean>> insert(List<Caller.Device> devices) {
        return database.sql("""
                with owners as (
                  insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
                  select distinct owner, owner, owner || '@example.test', true, now(), now() from unnest(:owners) as owner
                  where not exists (select from "user" where id = owner) on conflict do nothing
                )
                insert into devices (id, user_id, name, role, status, metadata, token_version, created_at, updated_at)
                select id, owner, 'made up', role, 'active', '{}', 1, now(), now()
                from unnest(:ids, :owners, :roles) as made (id, owner, role)
                where not exists (select from devices known where known.id = made.id) on conflict do nothing
                """)
                .bind("ids", devices.stream().map(Caller.Device::id).toArray(UUID[]::new))
                .bind("owners", devices.stream().map(Caller.Device::userId).toArray(String[]::new))
                .bind("roles", devices.stream().map(MadeUpDevices::role).toArray(String[]::new))
                .then()
                .thenReturn(devices.stream().distinct().collect(Collectors.toMap(device -> device, _ -> true)));
    }

    private static String role(Caller.Device device) {
        return device instanceof Caller.Camera ? "camera" : "client";
    }
}
