package io.vedette.videos;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Conditions;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.storage.ObjectNames;
import io.vedette.storage.StoredObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The videos as they are announced, uploaded and read. */
@Repository
class VideoTable {
    /** An upload that is not completed by then is not awaited any more. */
    private static final double ABANDONED_AFTER_SECONDS = 24 * 3_600;

    /** The device is locked, so that it doesn't go meanwhile; of the user's, the sum is what is there and what was announced. */
    static final String ANNOUNCE = """
            with device as materialized (
              select id, status from devices where id = :device and user_id = :user for key share
            ), made as (
              insert into videos (id, user_id, device_id, event_id, kind, bucket, object_key, url, prefix, file_name, status,
                content_type, size_bytes, created_at, sweep_at)
              select :id, :user, :device, :event, :kind, :bucket, :key, :url, :prefix, :fileName, 'pending', :type, :size,
                date_trunc('milliseconds', clock_timestamp()), clock_timestamp() + make_interval(secs => :abandoned)
              from device where status = 'active' and (:event::uuid is null or exists (
                select from events where id = :event and user_id = :user and device_id = :device))
              returning *
            ), others as materialized (
              select count(*) as pending, coalesce(sum(size_bytes), 0)::bigint as bytes
              from videos where user_id = :user and status = 'pending'
            )
            select device.status as device_status, others.pending + 1 as pending,
              others.bytes + coalesce(:size, 0) + coalesce((select bytes from video_usage where user_id = :user), 0) as bytes,
              v.*
            from others left join device on true left join made v on true
            """;

    static final String FINISH = """
            with done as (
              update videos set status = 'uploaded', size_bytes = :size, content_type = coalesce(:type, content_type),
                etag = :etag, last_modified = :modified, sweep_at = null,
                uploaded_at = date_trunc('milliseconds', clock_timestamp())
              where id = :id and status = 'pending' and user_id is not null
              returning *
            ), used as (
              insert into video_usage as u (user_id, bytes) select user_id, size_bytes from done
              on conflict (user_id) do update set bytes = u.bytes + excluded.bytes
              returning bytes
            ), findable as (
              insert into video_prefixes (video_id, user_id, prefix, uploaded_at)
              select id, user_id, array_to_string(parts[1 : number], '/') || '/', uploaded_at
              from done cross join lateral string_to_array(prefix, '/') parts
                cross join lateral generate_series(1, cardinality(parts) - 1) number
            )
            select v.*, used.bytes from done v cross join used
            """;

    private static final String FIND =
            "select " + Video.COLUMNS + "from videos v where %s and v.user_id = :user and %s";

    private static final String SELECT = "select " + StoredVideo.COLUMNS + """
            from videos v where %s and v.status = 'uploaded' order by v.uploaded_at desc, v.id desc limit :rows
            """;

    private static final String SELECT_BELOW = "select " + StoredVideo.COLUMNS + """
            from video_prefixes p join videos v on v.id = p.video_id
            where %s and v.status = 'uploaded' order by p.uploaded_at desc, p.video_id desc limit :rows
            """;

    /** What is to be announced. */
    record NewVideo(
            UUID id, String userId, RequestUpload wanted, String prefix, String key, String bucket, String url) {}

    /**
     * What came of it.
     *
     * @param video none if it may not be
     * @param pending how many the user has begun, with this one
     * @param bytes what the user would have then
     */
    record Announced(
            @Nullable String deviceStatus,
            long pending,
            long bytes,
            @Nullable Video video) {
        boolean isOwnDevice() {
            return deviceStatus != null;
        }

        boolean isDisabled() {
            return !"active".equals(deviceStatus);
        }
    }

    /** @param bytes what the user has now */
    record Finished(Video video, Video.Kind kind, String url, long bytes) {}

    private final DatabaseClient database;

    VideoTable(DatabaseClient database) {
        this.database = database;
    }

    /** By primary keys, and videos_pending. */
    Mono<Announced> announce(NewVideo video) {
        RequestUpload wanted = video.wanted();
        return database.sql(ANNOUNCE)
                .bind("id", video.id())
                .bind("user", video.userId())
                .bind("device", wanted.deviceId())
                .bind("event", orNull(wanted.eventId(), UUID.class))
                .bind("kind", wanted.what().code())
                .bind("bucket", video.bucket())
                .bind("key", video.key())
                .bind("url", video.url())
                .bind("prefix", video.prefix())
                .bind("fileName", wanted.fileName())
                .bind("type", orNull(wanted.contentType(), String.class))
                .bind("size", orNull(wanted.sizeBytes(), Long.class))
                .bind("abandoned", ABANDONED_AFTER_SECONDS)
                .map(VideoTable::announced)
                .one();
    }

    Mono<Boolean> isOf(String userId, UUID device) {
        return database.sql("select exists (select from devices where id = :id and user_id = :user) as own")
                .bind("id", device)
                .bind("user", userId)
                .map(row -> value(row, "own", Boolean.class))
                .one();
    }

    Mono<Video> find(String userId, UUID id) {
        return database.sql(FIND.formatted("v.id = :id", "v.status <> 'removed'"))
                .bind("id", id)
                .bind("user", userId)
                .map(Video::read)
                .one();
    }

    Mono<Video> findUploaded(String userId, String key) {
        return byKey(userId, key, "v.status = 'uploaded'");
    }

    Mono<UUID> findByKey(String userId, String key) {
        return byKey(userId, key, "v.status <> 'removed'").map(Video::id);
    }

    /** Whoever's it is. By object_key. */
    Mono<UUID> findByKey(String key) {
        return database.sql("select id from videos where object_key = :key and status <> 'removed'")
                .bind("key", key)
                .map(row -> value(row, "id", UUID.class))
                .one();
    }

    private Mono<Video> byKey(String userId, String key, String status) {
        return database.sql(FIND.formatted("v.object_key = :key", status))
                .bind("key", key)
                .bind("user", userId)
                .map(Video::read)
                .one();
    }

    /** Empty if somebody else was first. By primary keys. */
    Mono<Finished> finish(UUID id, StoredObject object) {
        return database.sql(FINISH)
                .bind("id", id)
                .bind("size", object.sizeBytes())
                .bind("type", orNull(object.contentType(), String.class))
                .bind("etag", orNull(object.etag(), String.class))
                .bind("modified", object.lastModified())
                .map(row -> new Finished(
                        Video.read(row),
                        kind(value(row, "kind", String.class)),
                        value(row, "url", String.class),
                        value(row, "bytes", Long.class)))
                .one();
    }

    /** That it shows the event, unless it shows another. Gives its URL, which may be none; empty if there is no such clip. */
    Mono<Optional<String>> show(String userId, UUID camera, UUID id, UUID event) {
        return database.sql("""
                        update videos set event_id = :event
                        where id = :id and user_id = :user and device_id = :camera and kind = 'clip' and status <> 'removed'
                          and coalesce(event_id, :event) = :event
                        returning case when status = 'uploaded' then url end as url
                        """)
                .bind("event", event)
                .bind("id", id)
                .bind("user", userId)
                .bind("camera", camera)
                .map(row -> Optional.ofNullable(row.get("url", String.class)))
                .one();
    }

    Flux<StoredVideo> list(String userId, ListVideos wanted, PageRequest page) {
        return query(userId, wanted, page).on(database).map(StoredVideo::read).all();
    }

    /** By the index that begins with what is wanted: videos_user, _user_kind or _device, or by the key of video_prefixes. */
    static Query query(String userId, ListVideos wanted, PageRequest page) {
        String prefix = ObjectNames.prefix(wanted.prefix() == null ? "" : wanted.prefix());
        boolean all = prefix.isEmpty();
        Video.Kind kind = wanted.kind();
        Conditions conditions = Conditions.of((all ? "v" : "p") + ".user_id = :user", "user", userId)
                .and("p.prefix = :prefix", "prefix", all ? null : prefix)
                .and("v.device_id = :device", "device", wanted.deviceId())
                .and("v.kind = :kind", "kind", kind == null ? null : kind.code());
        Cursor after = page.after();
        if (after != null) {
            conditions.olderThan(
                    all ? "v.uploaded_at, v.id" : "p.uploaded_at, p.video_id", after.instant(0), after.uuid(1));
        }
        return conditions.query((all ? SELECT : SELECT_BELOW).formatted(conditions.sql()), page.rowsToRead());
    }

    private static Announced announced(Readable row) {
        return new Announced(
                row.get("device_status", String.class),
                value(row, "pending", Long.class),
                value(row, "bytes", Long.class),
                row.get("id", UUID.class) == null ? null : Video.read(row));
    }

    private static Video.Kind kind(String code) {
        return Video.Kind.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
