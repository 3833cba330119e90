package io.vedette.devices.registry;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.notifications.push.Address;
import io.vedette.notifications.push.AddressBook;
import io.vedette.platform.data.Lane;
import io.vedette.platform.secrets.SealedBox;
import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.secrets.UnopenableException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Where devices are reached by push messages, as they have told us. */
@Repository
class PushAddresses implements AddressBook {
    private final DatabaseClient database;
    private final SealedBox pushTokens;

    PushAddresses(DatabaseClient database, Secrets secrets) {
        this.database = database;
        this.pushTokens = secrets.box(DeviceTable.PUSH_TOKENS);
    }

    /** By primary key. */
    @Override
    public Mono<Map<UUID, Address>> find(Collection<UUID> devices) {
        return Lane.jobs(database.sql("""
                select id, push_token from devices
                where id = any(:ids) and status = 'active' and push_token is not null
                """)
                .bind("ids", devices.toArray(UUID[]::new))
                .map(this::address)
                .all()
                .<Address>handle((address, sink) -> address.ifPresent(sink::next))
                .collectMap(Address::deviceId));
    }

    @Override
    public Mono<Void> forget(Address address) {
        return Lane.jobs(database.sql("update devices set push_token = null where id = :id and push_token = :sealed")
                .bind("id", address.deviceId())
                .bind("sealed", Base64.getDecoder().decode(address.mark()))
                .then());
    }

    /** Nothing if it was locked with a secret that we don't have any more. */
    private Optional<Address> address(Readable row) {
        UUID id = value(row, "id", UUID.class);
        byte[] sealed = value(row, "push_token", byte[].class);
        try {
            String token = new String(pushTokens.open(sealed, id.toString()), StandardCharsets.UTF_8);
            return Optional.of(new Address(id, token, Base64.getEncoder().encodeToString(sealed)));
        } catch (UnopenableException lost) {
            return Optional.empty();
        }
    }
}
