// Errors of connection, session, rights, fields and storage: what is wrong and the next step.
#include "client/cli/messages.h"

namespace motcua::cli {

std::vector<Entry> ErrorEntries() {
  return {
      // Of this program and this station.
      {"error.OPTION_INVALID", "{option} chưa đúng; yêu cầu: {expected}.",
       "{option} is wrong; expected: {expected}.",
       "{option} est incorrect ; attendu : {expected}."},
      {"error.PASSWORD_NEEDED",
       "Cần mật khẩu nhưng không có bàn phím: thêm --password-file TỆP (dấu - đọc từ đầu vào).",
       "A password is needed and there is no keyboard: add --password-file FILE (- reads the "
       "input).",
       "Il faut un mot de passe et il n'y a pas de clavier : ajoutez --password-file FICHIER (- "
       "lit "
       "l'entrée)."},
      {"error.PASSWORDS_DIFFER", "Hai lần nhập mật khẩu mới không giống nhau; hãy làm lại.",
       "The two new passwords differ; try again.",
       "Les deux nouveaux mots de passe diffèrent ; recommencez."},
      {"error.FILE_NOT_READABLE", "Không đọc được tệp {file}; kiểm tra tên và quyền của tệp.",
       "File {file} cannot be read; check its name and rights.",
       "Le fichier {file} est illisible ; vérifiez son nom et ses droits."},
      {"error.FILE_NOT_WRITABLE",
       "Không ghi được tệp {file}; chọn thư mục khác hoặc giải phóng đĩa.",
       "File {file} cannot be written; choose another folder or free some disk.",
       "Impossible d'écrire {file} ; choisissez un autre dossier ou libérez de la place."},
      {"error.STATION_NOT_ENROLLED",
       "Máy này chưa là máy trạm. Lấy tệp kích hoạt từ quản trị rồi chạy: motcua station enrol TỆP",
       "This computer is not a station yet. Get the enrolment file from your administrator and "
       "run: "
       "motcua station enrol FILE",
       "Cet ordinateur n'est pas encore un poste. Demandez le fichier d'inscription puis lancez : "
       "motcua station enrol FICHIER"},
      {"error.STATION_ALREADY_ENROLLED",
       "Thư mục này đã có một máy trạm. Chọn thư mục khác bằng --dir, hoặc chuyển thư mục cũ đi.",
       "This folder already holds a station. Choose another with --dir, or move the old one away.",
       "Ce dossier contient déjà un poste. Choisissez-en un autre avec --dir, ou déplacez "
       "l'ancien."},
      {"error.STATION_KEY_EXPOSED",
       "Người khác đọc được {file}. Chạy chmod 600 {file} trong thư mục máy trạm; nếu nghi bị lộ, "
       "xin quản trị thu hồi máy trạm.",
       "Others may read {file}. Run chmod 600 {file} in the station's folder; if it may have been "
       "copied, ask the administrator to revoke the station.",
       "D'autres peuvent lire {file}. Lancez chmod 600 {file} dans le dossier du poste ; en cas de "
       "doute, faites révoquer le poste."},
      {"error.STATION_FOLDER_INVALID",
       "Thư mục máy trạm thiếu hoặc hỏng {file}. Kích hoạt lại: motcua station enrol TỆP",
       "{file} of the station's folder is missing or damaged. Enrol again: motcua station enrol "
       "FILE",
       "{file} du dossier du poste manque ou est abîmé. Réinscrivez : motcua station enrol "
       "FICHIER"},
      {"error.STATION_FOLDER_UNWRITABLE",
       "Không ghi được {file} vào thư mục máy trạm; kiểm tra chủ sở hữu và dung lượng đĩa.",
       "{file} cannot be written to the station's folder; check its owner and the disk.",
       "Impossible d'écrire {file} dans le dossier du poste ; vérifiez le propriétaire et le "
       "disque."},
      {"error.STATION_CERTIFICATE_INVALID",
       "Máy chủ trả về chứng thư không khớp khóa của máy này. Báo quản trị và xin tệp kích hoạt "
       "mới.",
       "The server's certificate does not fit this computer's key. Tell the administrator and ask "
       "for "
       "a new enrolment file.",
       "Le certificat rendu ne correspond pas à la clé de ce poste. Prévenez l'administrateur."},
      {"error.ENROLMENT_FILE_INVALID",
       "Tệp kích hoạt sai ở dòng {line}. Sao chép lại nguyên tệp từ quản trị.",
       "The enrolment file is wrong at line {line}. Copy the whole file from the administrator "
       "again.",
       "Le fichier d'inscription est incorrect à la ligne {line}. Recopiez-le en entier."},
      // Of the connection.
      {"error.SERVER_UNREACHABLE",
       "Không tới được máy chủ. Kiểm tra đường mạng và địa chỉ trong station.conf rồi thử lại.",
       "The server cannot be reached. Check the network and the address in station.conf, then "
       "retry.",
       "Le serveur est injoignable. Vérifiez le réseau et l'adresse de station.conf, puis "
       "réessayez."},
      {"error.DEADLINE_PASSED", "Máy chủ chưa trả lời kịp. Thử lại, hoặc đặt --timeout lớn hơn.",
       "The server did not answer in time. Try again, or set a larger --timeout.",
       "Le serveur n'a pas répondu à temps. Réessayez, ou augmentez --timeout."},
      {"error.SERVER_WITHOUT_METHOD", "Máy chủ chưa có lệnh này; cần nâng cấp máy chủ.",
       "The server does not know this command yet; it must be upgraded.",
       "Le serveur ne connaît pas encore cette commande ; il faut le mettre à jour."},
      {"error.MESSAGE_TOO_LARGE", "Câu trả lời quá lớn. Xin ít dòng hơn bằng --page-size.",
       "The answer is too large. Ask for fewer lines with --page-size.",
       "La réponse est trop grande. Demandez moins de lignes avec --page-size."},
      {"error.SERVER_ERROR", "Máy chủ gặp lỗi. Thử lại; nếu còn, báo quản trị kèm giờ xảy ra.",
       "The server failed. Try again; if it stays, tell the administrator the time.",
       "Le serveur a échoué. Réessayez ; sinon donnez l'heure à l'administrateur."},
      // Of the session.
      {"error.SESSION_MISSING", "Chưa đăng nhập. Hãy đăng nhập: motcua sign-in TÊN",
       "Not signed in. Sign in: motcua sign-in NAME",
       "Non connecté. Connectez-vous : motcua sign-in NOM"},
      {"error.SESSION_EXPIRED", "Phiên đã hết. Hãy đăng nhập lại: motcua sign-in TÊN",
       "The session has ended. Sign in again: motcua sign-in NAME",
       "La session est terminée. Reconnectez-vous : motcua sign-in NOM"},
      {"error.SESSION_IDLE",
       "Phiên đã khóa vì để lâu không dùng. Hãy đăng nhập lại: motcua sign-in TÊN",
       "The session locked after standing idle. Sign in again: motcua sign-in NAME",
       "Session verrouillée après inactivité. Reconnectez-vous : motcua sign-in NOM"},
      {"error.SIGN_IN_FAILED",
       "Tên hoặc mật khẩu không đúng. Thử lại; nếu quên, xin quản trị đặt lại mật khẩu.",
       "Name and password do not fit. Try again; if forgotten, have the administrator reset it.",
       "Nom ou mot de passe incorrect. Réessayez ; sinon faites-le réinitialiser."},
      {"error.SIGN_IN_SLOWED", "Sai nhiều lần liên tiếp. Đợi[ {seconds} giây] rồi đăng nhập lại.",
       "Too many failures. Wait[ {seconds} seconds], then sign in again.",
       "Trop d'échecs. Attendez[ {seconds} secondes] puis reconnectez-vous."},
      {"error.SIGN_IN_BUSY", "Nhiều người đang đăng nhập cùng lúc. Đợi vài giây rồi thử lại.",
       "Many people are signing in. Wait a few seconds and try again.",
       "Beaucoup de connexions en cours. Attendez quelques secondes et réessayez."},
      {"error.PASSWORD_CHANGE_REQUIRED", "Cần đổi mật khẩu ban đầu trước: motcua change-password",
       "Change the initial password first: motcua change-password",
       "Changez d'abord le mot de passe initial : motcua change-password"},
      {"error.ACCOUNT_OUTSIDE_STATION",
       "Tài khoản không thuộc đơn vị của máy trạm này. Dùng máy trạm của đơn vị mình.",
       "This account's unit is not under the station's. Use a station of your own unit.",
       "Ce compte n'appartient pas à l'unité de ce poste. Utilisez un poste de votre unité."},
      {"error.ACCOUNT_EXISTS", "Tên tài khoản đã có. Chọn tên khác.",
       "The account name is taken. Choose another.",
       "Ce nom de compte existe. Choisissez-en un autre."},
      {"error.ACCOUNT_NOT_FOUND", "Không có tài khoản này. Xem: motcua account list",
       "There is no such account. See: motcua account list",
       "Ce compte n'existe pas. Voir : motcua account list"},
      {"error.STATION_REVOKED", "Máy trạm này đã bị thu hồi. Liên hệ quản trị để kích hoạt lại.",
       "This station has been revoked. Ask the administrator for a new enrolment.",
       "Ce poste a été révoqué. Demandez une nouvelle inscription à l'administrateur."},
      {"error.STATION_NOT_FOUND", "Không có máy trạm này. Xem: motcua station list",
       "There is no such station. See: motcua station list",
       "Ce poste n'existe pas. Voir : motcua station list"},
      {"error.STATION_IDENTITY_INVALID",
       "Máy chủ không nhận ra chứng thư của máy trạm. Xin quản trị tệp kích hoạt mới.",
       "The server does not accept the station's certificate. Ask for a new enrolment file.",
       "Le serveur n'accepte pas le certificat du poste. Demandez un nouveau fichier "
       "d'inscription."},
      {"error.STATION_UNIT_MISMATCH",
       "Máy trạm này không được làm việc thay đơn vị đó. Dùng máy trạm của đơn vị ấy.",
       "This station may not act for that unit. Use a station of that unit.",
       "Ce poste ne peut agir pour cette unité. Utilisez un poste de celle-ci."},
      {"error.ENROLMENT_CODE_INVALID",
       "Mã kích hoạt sai, đã dùng hoặc hết hạn. Xin quản trị tệp mới: motcua station add",
       "The enrolment code is unknown, used or past its time. Ask for a new file: motcua station "
       "add",
       "Code d'inscription inconnu, utilisé ou périmé. Demandez un nouveau fichier : motcua "
       "station "
       "add"},
      {"error.ROLE_MISSING",
       "Vai trò của bạn không được dùng lệnh này[ (cần: {role})]. Nhờ người có vai trò phù hợp.",
       "Your roles do not allow this command[ (needed: {role})]. Ask somebody who has the role.",
       "Vos rôles ne permettent pas cette commande[ (requis : {role})]. Adressez-vous à qui l'a."},
      // Of the request.
      {"error.FIELD_INVALID",
       "Trường {field_name} chưa đúng; yêu cầu: {expected}. Sửa rồi gửi lại.",
       "Field {field_name} is wrong; expected: {expected}. Correct it and send again.",
       "Le champ {field_name} est incorrect ; attendu : {expected}. Corrigez et renvoyez."},
      {"error.LINE_INVALID",
       "Dòng {line} của tệp chưa đúng[: {expected}]. Chưa ghi gì; sửa rồi chạy lại.",
       "Line {line} of the file is wrong[: {expected}]. Nothing was written; correct it and run "
       "again.",
       "La ligne {line} du fichier est incorrecte[ : {expected}]. Rien n'est écrit ; corrigez."},
      {"error.REQUEST_ID_REUSED",
       "--request-id này đã dùng cho một lệnh khác. Bỏ --request-id để gửi như lệnh mới.",
       "This --request-id was used for another command. Leave it out to send a new one.",
       "Ce --request-id a servi à une autre commande. Omettez-le pour une nouvelle."},
      {"error.PAGE_TOKEN_INVALID", "--page-token không còn dùng được. Xem lại từ trang đầu.",
       "The --page-token is no longer good. Start from the first page.",
       "Le --page-token n'est plus valable. Reprenez à la première page."},
      {"error.ETAG_MISMATCH",
       "Có người vừa thay đổi trước bạn[: {actor}][ lúc {time}][, việc: {event}]. Xem lại rồi "
       "quyết "
       "định: motcua dossier show MÃ",
       "Somebody was faster[: {actor}][ at {time}][, doing: {event}]. Look again, then decide: "
       "motcua dossier show CODE",
       "Quelqu'un vous a devancé[ : {actor}][ à {time}][, action : {event}]. Revoyez puis décidez "
       ": "
       "motcua dossier show CODE"},
      {"error.ETAG_MISSING",
       "Thiếu --etag. Bỏ qua để chương trình tự lấy, hoặc xem motcua dossier show MÃ",
       "The etag is missing. Let the program fetch it, or see motcua dossier show CODE",
       "L'etag manque. Laissez le programme le chercher, ou motcua dossier show CODE"},
      // Of the server's state.
      {"error.QUEUE_FULL", "Máy chủ đang quá tải. Lệnh chưa được ghi; đợi ít phút rồi thử lại.",
       "The server is overloaded. Nothing was recorded; wait a little and try again.",
       "Le serveur est surchargé. Rien n'est enregistré ; attendez un peu et réessayez."},
      {"error.STORAGE_BUSY", "Kho dữ liệu đang bận. Thử lại sau ít giây.",
       "The storage is busy. Try again in a few seconds.",
       "Le stockage est occupé. Réessayez dans quelques secondes."},
      {"error.STORAGE_FULL", "Đĩa của máy chủ đã đầy; chưa ghi gì. Báo ngay cho quản trị máy chủ.",
       "The server's disk is full; nothing was recorded. Tell the server's administrator now.",
       "Le disque du serveur est plein ; rien n'est enregistré. Prévenez l'administrateur."},
      {"error.COMMIT_UNKNOWN", "Máy chủ không chắc lệnh đã được ghi.",
       "The server is not certain that the command was recorded.",
       "Le serveur n'est pas sûr que la commande soit enregistrée."},
      {"error.CLOCK_SUSPECT",
       "Đồng hồ máy chủ sai nên tạm ngừng tiếp nhận. Báo quản trị máy chủ chỉnh giờ.",
       "The server's clock is wrong, so intake has stopped. Tell the server's administrator.",
       "L'horloge du serveur est fausse, la réception est arrêtée. Prévenez l'administrateur."},
      {"error.SHUTTING_DOWN", "Máy chủ đang khởi động lại. Thử lại sau một phút.",
       "The server is restarting. Try again in a minute.",
       "Le serveur redémarre. Réessayez dans une minute."},
      {"error.WRITE_DEADLINE", "Máy chủ bận quá lâu; lệnh chưa được ghi. Thử lại sau ít phút.",
       "The server was busy too long; nothing was recorded. Try again in a few minutes.",
       "Le serveur a été occupé trop longtemps ; rien n'est enregistré. Réessayez bientôt."},
      {"error.INTERNAL", "Máy chủ gặp lỗi bên trong. Báo quản trị máy chủ kèm giờ xảy ra.",
       "The server failed inside. Tell the server's administrator the time.",
       "Erreur interne du serveur. Donnez l'heure à l'administrateur."},
      {"error.STORAGE_CORRUPT", "Kho dữ liệu của máy chủ bị hỏng. Báo ngay quản trị máy chủ.",
       "The server's storage is damaged. Tell the server's administrator now.",
       "Le stockage du serveur est endommagé. Prévenez l'administrateur."},
      {"error.REGULATION_UNKNOWN", "Chưa có quy định áp dụng cho ngày này[ (có từ {known_from})].",
       "No regulation is known for this day[ (known from {known_from})]. Choose a later one.",
       "Aucun règlement connu pour ce jour[ (connus dès {known_from})]."},
      {"error.NOT_A_WORKING_DAY", "Ngày[ {day}] không phải ngày làm việc. Chọn ngày khác.",
       "The day[ {day}] is not a working day. Choose another.",
       "Le jour[ {day}] n'est pas ouvré. Choisissez-en un autre."},
      {"error.OWN_ACCOUNT",
       "Quản trị không tự khóa hoặc tự bỏ vai trò của mình; nhờ quản trị khác.",
       "An administrator cannot disable the own account or give up the role; another one can.",
       "Un administrateur ne peut se désactiver ni quitter son rôle ; un autre le peut."},
      {"error.STATION_ALREADY_REVOKED", "Máy trạm đã bị thu hồi từ trước; không cần làm gì thêm.",
       "The station was revoked before; nothing is left to do.",
       "Le poste était déjà révoqué ; rien à faire."},
      {"error.CALENDAR_UNKNOWN",
       "Chưa có lịch làm việc cho thời gian này. Báo quản trị bổ sung lịch.",
       "There is no working calendar for this time yet. Ask the administrator to add it.",
       "Il n'y a pas encore de calendrier pour cette période. Demandez à l'administrateur."},
  };
}

}  // namespace motcua::cli
